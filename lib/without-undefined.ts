type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}
export type WithoutUndefined<T> = T extends readonly unknown[] ? T : T extends object ? Defined<T> : T

/**
 * The same without the fields that are undefined: an optional field is there or it is not. Of an object only its own
 * level; anything but an object comes back as it is, so that a schema can take what a browser sent through it.
 */
export function withoutUndefined<const T>(value: T): WithoutUndefined<T> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value as WithoutUndefined<T> // unchanged
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  return Object.fromEntries(fields) as WithoutUndefined<T> // exactly the filter
}
