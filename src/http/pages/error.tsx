import type { Context } from 'hono'
import type { Site } from '../deps.ts'
import { type ParameterIssue, type ProblemStatus } from '../problem.ts'
import { page } from '../views/layout.tsx'

const HEADINGS: Record<ProblemStatus, string> = {
  400: 'That could not be read',
  401: 'Sign in first',
  403: 'That is not for you',
  404: 'There is no such page',
  405: 'That is not possible here',
  409: 'That cannot be done as things stand',
  413: 'That is too large',
  429: 'Too many tries',
  500: 'Something went wrong',
  503: 'Not available just now',
}

/** Any page that could not be shown: what happened, and where to go on. */
export const errorPage = (
  site: Site,
  c: Context,
  status: ProblemStatus,
  detail: string,
  issues: ParameterIssue[],
) =>
  page(
    site,
    c,
    {
      title: HEADINGS[status],
      children: (
        <article class="prose">
          <h1>{HEADINGS[status]}</h1>
          {issues.length > 0 ? (
            <ul>
              {issues.map((issue) => (
                <li>{issue.detail.replaceAll('`', '')}</li>
              ))}
            </ul>
          ) : (
            <p>{detail.replaceAll('`', '')}</p>
          )}
          <p>
            <a href="/practitioners">Search the directory</a> or <a href="/">start over</a>.
          </p>
        </article>
      ),
    },
    status,
  )
