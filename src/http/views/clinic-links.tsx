const LINKS = [
  ['/check', 'New check'],
  ['/checks', 'Your checks'],
  ['/check-batches', 'Lists of people'],
  ['/watches', 'Watches'],
  ['/webhooks', 'Webhooks'],
  ['/receipts/verify', 'Verify a receipt'],
] as const

export type ClinicPath = (typeof LINKS)[number][0]

interface ClinicLinksProps {
  /** Which of them is this page, or is above it. */
  current?: ClinicPath | undefined
  isMenu?: boolean
}

/** Where those who are signed in find what is theirs. */
export const ClinicLinks = ({ current, isMenu = false }: ClinicLinksProps) => (
  <ul class={isMenu ? 'tabs' : 'plain'}>
    {LINKS.map(([href, label]) => (
      <li>
        <a href={href} aria-current={href === current ? 'page' : undefined}>
          {label}
        </a>
      </li>
    ))}
  </ul>
)
