import type { ConsoleActions } from '@/lib/console-actions'
import { failed } from '@/lib/result'

/** Actions of which a test names those that it expects; any other call fails as a value and names itself. */
export function fixtureActions(given: Partial<ConsoleActions> = {}): ConsoleActions {
  const unexpected = (name: string) => () =>
    Promise.resolve(failed({ blame: 'ours', code: 'fixture', sentence: `The test did not expect ${name}.` }))
  return {
    startRun: unexpected('startRun'),
    startRuns: unexpected('startRuns'),
    cancelTask: unexpected('cancelTask'),
    answerQuestion: unexpected('answerQuestion'),
    setAutoAnswer: unexpected('setAutoAnswer'),
    retryConnection: unexpected('retryConnection'),
    addConnection: unexpected('addConnection'),
    editConnection: unexpected('editConnection'),
    removeConnection: unexpected('removeConnection'),
    testConnection: unexpected('testConnection'),
    readVmDetail: unexpected('readVmDetail'),
    readHistory: unexpected('readHistory'),
    readRun: unexpected('readRun'),
    createDisplayLink: unexpected('createDisplayLink'),
    listDisplayLinks: unexpected('listDisplayLinks'),
    revokeDisplayLink: unexpected('revokeDisplayLink'),
    signOut: unexpected('signOut'),
    readVmx: unexpected('readVmx'),
    saveVmx: unexpected('saveVmx'),
    readDatastoreDetail: unexpected('readDatastoreDetail'),
    browseDatastore: unexpected('browseDatastore'),
    startFileTask: unexpected('startFileTask'),
    startFileTasks: unexpected('startFileTasks'),
    readResources: unexpected('readResources'),
    readSerialPorts: unexpected('readSerialPorts'),
    readVmCpuid: unexpected('readVmCpuid'),
    readHostDetail: unexpected('readHostDetail'),
    ...given,
  }
}
