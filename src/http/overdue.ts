import type { LastAnswer } from '#db/queries/desk.ts'
import type { RegistryInfo } from '#scrapers/source.ts'
import type { DeskSite } from './desk.ts'

export interface Overdue extends LastAnswer {
  info: RegistryInfo
}

const HOUR_MS = 3_600_000

/** Registries whose shown answer is older than promised, but for those that are off. */
export function findOverdue(site: DeskSite, registries: LastAnswer[]): Overdue[] {
  return registries.flatMap((one) => {
    const info = site.infoOf(one.registry)
    if (!info || site.desk.missingSettings(info).length > 0) return []
    const age = one.at === null ? Infinity : site.now().getTime() - one.at.getTime()
    return age > info.promiseHours * HOUR_MS ? [{ ...one, info }] : []
  })
}
