/** The project's own files as text, and what each of them imports. */
import { readFileSync, readdirSync } from 'node:fs'
import { join, posix } from 'node:path'

export interface SourceFile {
  /** From the root of the project, with forward slashes. */
  path: string
  text: string
}

/** Files below `folders` (from the root) whose names end in one of `endings`, examples left out. */
export function readFiles(folders: string[], endings: string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
      .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
      .filter((path) => !path.includes('/examples/'))
      .sort()
      .map((path) => ({ path, text: readFileSync(path, 'utf8') })),
  )
}

export const CODE = ['.ts', '.tsx', '.mjs']

/** Code without comments, so that a rule never trips over a sentence about itself. */
export const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1')

const IMPORTS = [
  /^\s*(?:import|export)\s[^'"]*?\sfrom\s*['"]([^'"]+)['"]/gm,
  /^\s*import\s*['"]([^'"]+)['"]/gm,
  /\b(?:import|require|require\.resolve)\(\s*['"]([^'"]+)['"]/g,
]

export interface Import {
  /** A project file's path, or the specifier of a package or a `node:` module. */
  target: string
  isPackage: boolean
}

/** Everything a file imports, types included; relative and `#` imports become project paths. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const code = withoutComments(text)
  const specifiers = IMPORTS.flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => match[1] ?? ''),
  )
  return specifiers.map((specifier) => {
    if (specifier.startsWith('#')) return { target: specifier.slice(1), isPackage: false }
    if (!specifier.startsWith('.')) return { target: specifier, isPackage: true }
    return { target: posix.join(posix.dirname(path), specifier), isPackage: false }
  })
}
