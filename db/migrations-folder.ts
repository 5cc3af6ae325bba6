import { fileURLToPath } from 'node:url'

/** Where the migrations lie on disk; only Node applies them. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL('./migrations', import.meta.url))
