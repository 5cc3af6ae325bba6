/** The guides by address, and the one line that leads to them from wherever a patient reads. */

export const GUIDES = [
  {
    path: '/guides/sciatica',
    title: 'Sciatica and trigger points',
    about:
      'What they are, what a session is like, what studies found, and when to see a doctor at once.',
  },
  {
    path: '/guides/choosing',
    title: 'Choosing a practitioner',
    about: 'What the three marks prove, what to ask on the phone, and who may dry-needle where.',
  },
] as const

export type GuidePath = (typeof GUIDES)[number]['path']

/** `Guides: Sciatica and trigger points · Choosing a practitioner`, without the one being read. */
export const GuideLinks = ({ except }: { except?: GuidePath }) => {
  const others = GUIDES.filter(({ path }) => path !== except)
  return (
    <p class="guide-links">
      {others.length === 1 ? 'The other guide: ' : 'Guides: '}
      {others.map(({ path, title }, index) => (
        <>
          {index > 0 && ' · '}
          <a href={path}>{title}</a>
        </>
      ))}
    </p>
  )
}
