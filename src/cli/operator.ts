import { userInfo } from 'node:os'

/** Who runs the command, as the audit log names them. */
export const operator = (): string => `cli:${userInfo().username}`
