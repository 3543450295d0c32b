type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** Leaves out fields that are undefined: an optional field of a view is either there or not. */
export const defined = <T extends object>(fields: T): Partial<Defined<T>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Defined<T>> // exactly the filter
