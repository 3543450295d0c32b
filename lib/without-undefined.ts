type WithoutUndefined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/**
 * Leaves out fields that are undefined: a field that is there and undefined means the same as one that is not there, and
 * types with exact optional fields want the latter. What is no object stays as it is.
 */
export function withoutUndefined<T extends object>(fields: T): WithoutUndefined<T>
export function withoutUndefined(value: unknown): unknown
export function withoutUndefined(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined))
}
