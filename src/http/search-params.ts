/** The parameters of a search, the same on the page and in the API. */
import { z } from '@hono/zod-openapi'
import { SORTS, TRAINING_FILTERS } from '#src/core/search/query.ts'
import { DESIGNATIONS, type Designation, STANDINGS, STATES } from '#src/core/words.ts'

export const DEFAULT_RADIUS_MILES = 10
export const MAX_RADIUS_MILES = 200
export const DEFAULT_LIMIT = 20
export const MAX_LIMIT = 100

/** A form sends what was left open as empty text. */
const blankAsAbsent = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() === '' ? undefined : value

const once = (name: string) => z.string({ error: `Give \`${name}\` once.` }).trim()

function text(name: string, maxChars: number) {
  return once(name)
    .max(maxChars, `\`${name}\` is longer than ${maxChars} characters.`)
    .refine((value) => !value.includes('\0') && value.isWellFormed(), `\`${name}\` is not text.`)
}

function word<const Words extends readonly string[]>(name: string, words: Words) {
  const lower = (value: unknown) => (typeof value === 'string' ? value.trim().toLowerCase() : value)
  return z.preprocess(
    lower,
    z.enum(words, { error: () => `\`${name}\` must be given once: ${words.join(', ')}.` }),
  )
}

function number(name: string, min: number, max: number, pattern: RegExp, what: string) {
  const message = `\`${name}\` must be ${what} from ${min} to ${max}.`
  return once(name)
    .regex(pattern, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
}

const optional = <Schema extends z.ZodType>(schema: Schema, openapi: object) =>
  z.preprocess(blankAsAbsent, schema.optional()).openapi(openapi)

const compact = (value: string): string => value.toLowerCase().replaceAll(/[^a-z]/g, '')

/** `Dipl. Ac.`, `dipl-ac`, `Dipl. Ac. (NCCAOM)®`, `ac` → `Dipl. Ac.`; null for no designation. */
export function toDesignation(value: string): Designation | null {
  const wanted = compact(value)
    .replace(/^dipl(omate)?/, '')
    .replace(/(nccaom|ncbahm)$/, '')
  return DESIGNATIONS.find((designation) => compact(designation).slice(4) === wanted) ?? null
}

const certification = once('certification').transform((value, ctx) => {
  const standing = STANDINGS.find((known) => known === value.toLowerCase())
  if (standing) return { standing, designation: null }
  const designation = toDesignation(value)
  if (designation) return { standing: null, designation }
  ctx.addIssue(
    `\`certification\` must be a standing (${STANDINGS.join(', ')}) or a designation (${DESIGNATIONS.join(', ')}).`,
  )
  return z.NEVER
})

const states = z.preprocess(
  (value) => {
    const values = (Array.isArray(value) ? value : [value]).filter(
      (state) => state !== undefined && state !== '',
    )
    const upper = values.map((state) => (typeof state === 'string' ? state.toUpperCase() : state))
    return [...new Set(upper)]
  },
  z.array(
    z.enum(STATES, { error: `\`state\` must be one of ${STATES.join(', ')}; repeat it for more.` }),
  ),
)

const words = (values: readonly string[]) => ({ type: 'string' as const, enum: [...values] })

export const searchParams = z.strictObject({
  q: optional(text('q', 200), {
    type: 'string',
    description: 'Name, NPI, license or certification number, practice or town. Survives a typo.',
    example: 'levine',
  }),
  near: optional(text('near', 100), {
    type: 'string',
    description: 'A ZIP, a town with its state, or `lat,lng`.',
    example: '10011',
  }),
  radius: optional(
    number('radius', 1, MAX_RADIUS_MILES, /^\d{1,3}(\.\d{1,3})?$/, 'a number of miles'),
    {
      type: 'number',
      description: `Miles around \`near\`, 1 to ${MAX_RADIUS_MILES}; ${DEFAULT_RADIUS_MILES} if left out.`,
    },
  ),
  state: states.openapi({
    type: 'array' as const,
    items: words(STATES),
    description: 'Licensed or located there. May be repeated.',
    param: { required: false, style: 'form' as const, explode: true },
  }),
  license: optional(word('license', STANDINGS), {
    ...words(STANDINGS),
    description: 'Standing of a license today; in one of the states, if any are given.',
  }),
  certification: optional(certification, {
    type: 'string',
    description: `A standing today (${STANDINGS.join(', ')}) or a designation held today (${DESIGNATIONS.join(', ')}).`,
  }),
  training: optional(word('training', TRAINING_FILTERS), {
    ...words(TRAINING_FILTERS),
    description:
      'Trigger-point training: any, of a program, or with evidence of that tier or better.',
  }),
  recommended: optional(word('recommended', ['true', 'false']), {
    ...words(['true', 'false']),
    description: 'Licensed, certified, and trained with evidence at least `documented`.',
  }),
  language: optional(text('language', 40), {
    type: 'string',
    description: 'A language spoken, where a registry knows it; as the facet `language` writes it.',
    example: 'Korean',
  }),
  sort: optional(word('sort', SORTS), {
    ...words(SORTS),
    description: '`best` if left out; `distance` needs `near`.',
  }),
  limit: optional(number('limit', 1, MAX_LIMIT, /^\d{1,4}$/, 'a whole number'), {
    type: 'integer',
    minimum: 1,
    maximum: MAX_LIMIT,
    description: `${DEFAULT_LIMIT} if left out.`,
  }),
  cursor: optional(once('cursor'), {
    type: 'string',
    description: '`next_cursor` of the page before, with all other parameters as they were.',
  }),
})

export type SearchParams = z.output<typeof searchParams>

/** Of a plain list: how many, and where it goes on. */
export const historyParams = searchParams.pick({ limit: true, cursor: true })
