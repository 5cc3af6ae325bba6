import { INVITATION_HOURS, inviteFirstAdmin, welcomeAddress } from '#src/services/users.ts'
import type { Opened } from './open.ts'
import { print } from './usage.ts'

/** Where there is no admin yet: a link that makes the first one, once. */
export async function printFirstAdminLink({ ctx, settings }: Opened, url: string): Promise<void> {
  const token = await inviteFirstAdmin(ctx)
  if (token === null) return
  print(
    `\nNobody can sign in yet. This link makes the first admin, once, within ${INVITATION_HOURS} hours:`,
  )
  print(`  ${welcomeAddress(settings.PUBLIC_URL ?? url, token)}\n`)
}
