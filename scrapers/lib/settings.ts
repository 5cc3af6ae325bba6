import type { CaptureContext, RegistryInfo } from '../source.ts'

/** A setting's value in force, by its name in `info.settings`: from the operator, else the default. */
export function getSetting(
  info: RegistryInfo,
  settings: CaptureContext['settings'],
  name: string,
): { value: string; env: string } {
  const declared = info.settings[name]
  if (!declared) throw new Error(`The registry ${info.id} declares no setting "${name}".`)
  const value = settings[name] ?? settings[declared.env] ?? ''
  return { value: value.trim() || declared.default, env: declared.env }
}
