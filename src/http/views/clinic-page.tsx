/** The frame of credential checks: in the style of the desk's forms and tables, with a menu of its own. */
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { DeskSite } from '../desk.ts'
import type { ProblemStatus } from '../problem.ts'
import { ClinicLinks, type ClinicPath } from './clinic-links.tsx'
import { deskAssetPaths } from './desk-layout.tsx'
import { page } from './layout.tsx'

interface ClinicPageProps {
  title: string
  here?: ClinicPath
  description?: string
  children: Child
}

/** Answers with a whole page; the menu is for those who are signed in. */
export function clinicPage(
  site: DeskSite,
  c: Context,
  { here, children, ...props }: ClinicPageProps,
  status: 200 | ProblemStatus = 200,
) {
  const framed = (
    <>
      {c.get('identity') && (
        <nav class="clinic-menu" aria-label="Credential checks">
          <ClinicLinks current={here} isMenu />
        </nav>
      )}
      {children}
    </>
  )
  const style = deskAssetPaths(site).css
  return page(site, c, { ...props, current: '/check', style, children: framed }, status)
}
