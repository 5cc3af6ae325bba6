/** What the calls of the desk about people and keys have in common. */
import { z } from '@hono/zod-openapi'
import { reasonText } from '../../admin/desk-forms.ts'
import { problemSchema } from '../schemas.ts'

export const PAGE_SIZE = 50

export const PAGE_QUERY = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).optional(),
  cursor: z.string().optional(),
})

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() })

export const jsonOf = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: { 'application/json': { schema } },
})

/** A decision says why; the audit log keeps it. */
export const whyBody = {
  required: true,
  content: {
    'application/json': { schema: z.strictObject({ why: reasonText }) },
  },
}

export const refused = {
  409: {
    description: 'It cannot be done, given how things stand; `detail` says why.',
    content: { 'application/problem+json': { schema: problemSchema } },
  },
}
