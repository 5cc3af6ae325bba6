export { isMigrated } from '../client.ts'
