import type { ConsoleActions } from './console-actions'

/**
 * What only reads. A browser sends server actions one after the other, so one that waits for a slow host would hold up
 * the next press of a button; these travel by themselves, as many at a time as there are.
 */
export const readNames = [
  'readVmDetail',
  'readHistory',
  'readRun',
  'readVmx',
  'readDatastoreDetail',
  'browseDatastore',
  'readResources',
  'readSerialPorts',
  'readVmCpuid',
  'readHostDetail',
  'listDisplayLinks',
  'testConnection',
] as const satisfies readonly (keyof ConsoleActions)[]

export type ReadName = (typeof readNames)[number]

export type ConsoleReads = Pick<ConsoleActions, ReadName>

/** What changes something: server actions. */
export type ConsoleChanges = Omit<ConsoleActions, ReadName>

export const isReadName = (text: string): text is ReadName => (readNames as readonly string[]).includes(text)
