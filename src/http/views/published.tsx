import type { RegistryState } from '#db/queries/runs.ts'
import type { Site } from '../deps.ts'

export const isAnythingPublished = (states: RegistryState[]): boolean =>
  states.some(({ lastGood }) => lastGood !== null)

/** What each registry is doing, in a sentence. */
export function describeState(state: RegistryState, access: string): string {
  const { latest, trouble } = state
  if (latest?.status === 'running') return 'is being read now.'
  if (latest?.status === 'queued') return 'is waiting for its turn.'
  if (latest?.status === 'held') return `was read, but a person must look at it first: ${trouble}`
  if (latest?.status === 'failed') return `could not be read: ${trouble}`
  if (latest?.status === 'cancelled') return 'was stopped before the end.'
  return access === 'by-hand' ? 'is filled by hand; no page was imported yet.' : 'was not read yet.'
}

/** Stands where people would, as long as no registry was ever read to the end. */
export const NothingPublished = ({ site, states }: { site: Site; states: RegistryState[] }) => (
  <section class="panel">
    <h2>Nothing has been published yet</h2>
    <p>This directory is new and holds nobody so far. Its registries:</p>
    <ul>
      {states.map((state) => {
        const info = site.infoOf(state.id)
        return (
          <li>
            <b>{info?.title ?? state.id}</b>: it {describeState(state, info?.access ?? 'open')}
          </li>
        )
      })}
    </ul>
    <p>
      Where the registries cannot be reached, <code>npm run demo</code> shows the directory with
      invented people.
    </p>
  </section>
)
