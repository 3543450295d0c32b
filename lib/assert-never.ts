/** Ends every switch over a discriminated union: a new member becomes a type error here. */
export function assertNever(value: never, what = 'case'): never {
  throw new Error(`unhandled ${what}: ${JSON.stringify(value)}`)
}
