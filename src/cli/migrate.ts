import { open } from './open.ts'
import { type Command, print, requireWords } from './usage.ts'

export const migrateCommand: Command = {
  usage: 'migrate                            bring the database to the current schema',
  async run(args) {
    requireWords(args, [], migrateCommand)
    const { database, settings } = await open()
    await database.close()
    print(
      settings.DATABASE_URL
        ? `The database at ${new URL(settings.DATABASE_URL).host} is up to date.`
        : `The database in ${settings.DATA_DIR} is up to date.`,
    )
    return 0
  },
}
