/** The choices beside the results: each a link that keeps all the others, with what it would find. */
import { fold } from '#src/core/names.ts'
import type { Facets } from '#src/core/search/query.ts'
import { DESIGNATIONS, STANDINGS } from '#src/core/words.ts'
import { withParam } from './search-links.ts'
import { DESIGNATION_WORDS, STANDING_WORDS, TRAINING_CHOICES } from './words.ts'

interface Choice {
  value: string
  label: string
  count: number
}

interface FacetListProps {
  facets: Facets
  /** The parameters of this page. */
  params: URLSearchParams
  /** The value in force by parameter, as the facets spell it. */
  chosen: Record<
    'license' | 'certification' | 'training' | 'recommended' | 'language',
    string | null
  >
}

export const FacetList = ({ facets, params, chosen }: FacetListProps) => {
  const group = (name: keyof FacetListProps['chosen'], title: string, choices: Choice[]) => (
    <Group name={name} title={title} choices={choices} params={params} chosen={chosen[name]} />
  )
  return (
    <nav class="facets" aria-label="Narrow the search">
      {group('recommended', 'All three marks', [
        { value: 'true', label: 'Recommended', count: facets.recommended.true ?? 0 },
      ])}
      {group(
        'license',
        'License today',
        STANDINGS.map((standing) => ({
          value: standing,
          label: STANDING_WORDS[standing],
          count: facets.license[standing] ?? 0,
        })),
      )}
      {group('certification', 'Board certification today', [
        { value: 'active', label: 'Current', count: facets.certification.active ?? 0 },
        // Not offered, but a link may ask for it, and what is in force can be removed.
        ...STANDINGS.filter((standing) => standing !== 'active').map((standing) => ({
          value: standing,
          label: STANDING_WORDS[standing],
          count: 0,
        })),
        ...DESIGNATIONS.map((designation) => ({
          value: designation,
          label: `${designation} (${DESIGNATION_WORDS[designation].replace('Diplomate of ', '')})`,
          count: facets.certification[designation] ?? 0,
        })),
      ])}
      {group(
        'training',
        'Trigger-point training',
        // “Claimed or better” is any evidence at all: once is enough.
        Object.entries(TRAINING_CHOICES)
          .filter(([value]) => value !== 'claimed' || chosen.training === 'claimed')
          .map(([value, label]) => ({
            value,
            label,
            count: facets.training[value] ?? 0,
          })),
      )}
      {group(
        'language',
        'Language, where known',
        languagesWith(chosen.language, facets).map((value) => ({
          value,
          label: value,
          count: facets.language[value] ?? 0,
        })),
      )}
    </nav>
  )
}

/** The one in force as well, which nobody of those found may speak: it must be there to be removed. */
function languagesWith(chosen: string | null, facets: Facets): string[] {
  const known = Object.keys(facets.language)
  return chosen === null || known.includes(chosen) ? known : [...known, chosen]
}

/** A language as the facets spell it, or as it was typed where they do not have it. */
export const spelledAs = (language: string, facets: Facets): string =>
  Object.keys(facets.language).find((known) => fold(known) === fold(language)) ?? language

const Group = (props: {
  name: string
  title: string
  choices: Choice[]
  params: URLSearchParams
  chosen: string | null
}) => {
  const { name, title, params, chosen } = props
  const choices = props.choices.filter(({ value, count }) => count > 0 || value === chosen)
  if (choices.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {choices.map(({ value, label, count }) => (
          <li>
            <a
              href={withParam(params, name, value === chosen ? null : value)}
              aria-current={value === chosen ? 'true' : undefined}
              rel="nofollow"
            >
              <span>{label}</span>
              <span class="count">
                {value === chosen ? 'remove' : count.toLocaleString('en-US')}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
