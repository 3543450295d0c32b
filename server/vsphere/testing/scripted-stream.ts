/** For tests: a property stream over a scripted server, and the update sets that such a server sends. */
import { onTestFinished } from 'vitest'
import { PropertyStream } from '../property-stream'
import { Session } from '../session'
import type { StreamFilter } from '../stream-filter'
import { serviceContent, startScriptedServer, type ScriptedCall, type Script } from './scripted-server'

export const ref = (type: string, id: string) => `<returnval type="${type}">${id}</returnval>`
export const change = (name: string, value: string) =>
  `<changeSet><name>${name}</name><op>assign</op><val xsi:type="xsd:string">${value}</val></changeSet>`
export const object = (kind: string, id: string, changes = '') =>
  `<objectSet><kind>${kind}</kind><obj type="VirtualMachine">${id}</obj>${changes}</objectSet>`
export const set = (version: string, filters: Record<string, string>, truncated = false) =>
  `<returnval><version>${version}</version>${Object.entries(filters)
    .map(([id, objects]) => `<filterSet><filter type="PropertyFilter">${id}</filter>${objects}</filterSet>`)
    .join('')}<truncated>${truncated}</truncated></returnval>`

/** Answers what every stream asks on its way; the test's own script comes first. */
function base(script: Script): Script {
  return async (call) => {
    const own = await script(call)
    if (own !== undefined || call.response.headersSent) return own
    switch (call.method) {
      case 'GET /sdk/vimServiceVersions.xml':
        return void call.response.writeHead(404).end()
      case 'RetrieveServiceContent':
        return serviceContent
      case 'CreatePropertyCollector':
        return ref('PropertyCollector', 'pc-own')
      case 'CreateContainerView':
        return ref('ContainerView', 'view-1')
      case 'CreateListView':
        return ref('ListView', 'list-1')
      case 'CreateFilter':
        return ref('PropertyFilter', `filter-${/>(?:vm-)?(\d+|list-\d+)</.exec(call.body)?.[1]}`)
      case 'CurrentTime':
        return '<returnval>2026-01-01T00:00:00Z</returnval>'
      case 'WaitForUpdatesEx':
      case 'WaitForUpdates':
        return new Promise(() => {}) // nothing happens any more
      default:
        return ''
    }
  }
}

/** A stream over a scripted server that lasts as long as the test, with what its filters and its listener were told. */
export async function runStream(script: Script, filters: StreamFilter[]) {
  const server = await startScriptedServer(base(script))
  onTestFinished(() => server.close())
  const session = await Session.open(server.endpoint(), { user: 'root', password: 'p' })
  onTestFinished(() => session.close())
  const events: string[] = []
  let tell = () => {}
  const content = { classes: ['VirtualMachine'], filters }
  const stream = new PropertyStream(session, content, {
    onSet: () => tell(),
    onComplete: () => events.push('complete'),
  })
  const running = stream.run()
  onTestFinished(async () => {
    stream.stop()
    await running.catch(() => {})
  })
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      tell = () => {
        if (condition()) resolve()
      }
      tell()
    })
  return { server, running, events, until }
}

export const versionOf = ({ body }: ScriptedCall) => /<version>(.*?)<\/version>/.exec(body)?.[1]
