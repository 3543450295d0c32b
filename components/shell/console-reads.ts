import type { ConsoleReads, ReadName } from '@/lib/console-reads'

/** The reads of the console, each a request of its own to `<url>/<name>`. Rejects when Andon does not answer. */
export function readsAt(url: string): ConsoleReads {
  const read =
    <Name extends ReadName>(name: Name) =>
    async (...input: Parameters<ConsoleReads[Name]>): Promise<Awaited<ReturnType<ConsoleReads[Name]>>> => {
      const response = await fetch(`${url}/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input.filter((given) => given !== undefined)),
      })
      return await response.json()
    }
  return {
    readVmDetail: read('readVmDetail'),
    readHistory: read('readHistory'),
    readRun: read('readRun'),
    readVmx: read('readVmx'),
    readDatastoreDetail: read('readDatastoreDetail'),
    browseDatastore: read('browseDatastore'),
    readResources: read('readResources'),
    readSerialPorts: read('readSerialPorts'),
    readVmCpuid: read('readVmCpuid'),
    readHostDetail: read('readHostDetail'),
    listDisplayLinks: read('listDisplayLinks'),
    testConnection: read('testConnection'),
  }
}
