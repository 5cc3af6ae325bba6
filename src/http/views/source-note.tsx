import type { RecordSource } from '#db/queries/sources.ts'
import type { Site } from '../deps.ts'
import { formatDate } from './dates.ts'

/** Only what a browser opens as a page: a registry's text is not to be trusted with more. */
export const isWebAddress = (url: string | null | undefined): url is string =>
  /^https?:\/\//.test(url ?? '')

interface SourceNoteProps {
  site: Site
  source: RecordSource | undefined
}

/** Which registry says so, as of when, and the way to it. */
export const SourceNote = ({ site, source }: SourceNoteProps) => {
  if (!source) return <span class="source">Source not kept</span>
  const info = site.infoOf(source.registry)
  const link = source.link ?? info?.homepage
  const title = info?.title ?? source.registry
  return (
    <span class="source">
      {isWebAddress(link) ? (
        <a href={link} rel="external noreferrer">
          {title}
        </a>
      ) : (
        title
      )}
      , as of <time datetime={source.fetchedAt.toISOString()}>{formatDate(source.fetchedAt)}</time>
    </span>
  )
}
