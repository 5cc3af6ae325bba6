/** Who may do what: a role includes those before it. */
export const ROLES = ['clinic', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** True where `role` may do what asks for `needed`; nobody signed in is null. */
export const mayAct = (role: Role | null, needed: Role): boolean =>
  role !== null && ROLES.indexOf(role) >= ROLES.indexOf(needed)
