/** The API reference as a plain page, made from the same document that programs read. */
import { Hono } from 'hono'
import type { OpenApiDocument } from '../api/openapi.ts'
import type { Site } from '../deps.ts'
import { page } from '../views/layout.tsx'

export function docsPage(site: Site, document: () => OpenApiDocument): Hono {
  const app = new Hono()
  app.get('/docs', (c) =>
    page(site, c, {
      title: 'API',
      current: '/docs',
      description: 'The directory for programs: JSON over HTTP, described by OpenAPI 3.1.',
      children: <Reference document={toReference(document())} />,
    }),
  )
  return app
}

interface Operation {
  path: string
  summary: string
  parameters: { name: string; where: string; description: string }[]
  answers: { status: string; description: string }[]
}

interface Shape {
  name: string
  description: string
  fields: { name: string; type: string }[]
}

interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  description?: string
}

function toReference(document: OpenApiDocument): {
  operations: Operation[]
  shapes: Shape[]
  text: string
} {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    item.get ? [toOperation(path, item.get)] : [],
  )
  const shapes = Object.entries((document.components?.schemas ?? {}) as Record<string, Schema>).map(
    ([name, schema]) => ({
      name,
      description: schema.description ?? '',
      fields: Object.entries(schema.properties ?? {}).map(([field, type]) => ({
        name: field,
        type: typeName(type),
      })),
    }),
  )
  return { operations, shapes, text: document.info.description ?? '' }
}

type Get = NonNullable<NonNullable<OpenApiDocument['paths']>[string]['get']>

const toOperation = (path: string, get: Get): Operation => ({
  path,
  summary: get.summary ?? '',
  parameters: (get.parameters ?? []).flatMap((parameter) => {
    if (!('name' in parameter)) return []
    const schema = (parameter.schema ?? {}) as Schema
    const description = parameter.description ?? schema.description ?? ''
    return [{ name: parameter.name, where: parameter.in, description }]
  }),
  answers: Object.entries(get.responses ?? {}).map(([status, answer]) => ({
    status,
    description: 'description' in answer ? answer.description : '',
  })),
})

function typeName(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? ''
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.map(typeName).join(' or ')
  if (schema.enum) return schema.enum.filter((word) => typeof word === 'string').join(' | ')
  if (schema.items) return `${typeName(schema.items)}[]`
  return [schema.type ?? 'any'].flat().join(' or ')
}

const Reference = ({ document }: { document: ReturnType<typeof toReference> }) => (
  <article class="prose is-wide">
    <h1>API</h1>
    <p class="lede">
      JSON over HTTP, no key needed to read. The whole description is{' '}
      <a href="/openapi.json">openapi.json</a>.
    </p>
    <p>{document.text}</p>
    {document.operations.map((operation) => (
      <section class="operation">
        <h2>
          <code>GET {operation.path}</code>
        </h2>
        <p>{operation.summary}</p>
        {operation.parameters.length > 0 && (
          <dl class="rows">
            {operation.parameters.map(({ name, where, description }) => (
              <div>
                <dt>
                  <code>{name}</code>
                  {where === 'path' && <span class="quiet"> in the path</span>}
                </dt>
                <dd>{description.replaceAll('`', '')}</dd>
              </div>
            ))}
          </dl>
        )}
        <p class="quiet">
          {operation.answers
            .map(({ status, description }) => `${status}: ${description.replaceAll('`', '')}`)
            .join(' ')}
        </p>
      </section>
    ))}
    <h2>Shapes</h2>
    {document.shapes.map(({ name, description, fields }) => (
      <section class="operation">
        <h3>{name}</h3>
        {description && <p>{description.replaceAll('`', '')}</p>}
        <dl class="rows">
          {fields.map((field) => (
            <div>
              <dt>
                <code>{field.name}</code>
              </dt>
              <dd>{field.type}</dd>
            </div>
          ))}
        </dl>
      </section>
    ))}
  </article>
)
