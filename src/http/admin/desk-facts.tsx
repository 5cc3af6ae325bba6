import type { Child } from 'hono/jsx'

export type Fact = [label: string, value: Child]

/** What is known of one thing, part by part. */
export const Facts = ({ facts }: { facts: Fact[] }) => (
  <dl class="facts">
    {facts.map(([label, value]) => (
      <div>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
