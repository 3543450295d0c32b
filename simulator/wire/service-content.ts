import { aboutInfo } from '../vim25/api-version'
import { ref, type Ref } from '../vim25/value'
import { managerNames, managerRef } from '../world/managers'
import type { World } from '../world/world'
import type { SessionStore } from './sessions'

const serviceInstance: Ref = ref('ServiceInstance', 'ServiceInstance')

/** The managers of the wire side: their moids on a host and on a vCenter. */
const own = {
  propertyCollector: ['PropertyCollector', 'ha-property-collector', 'propertyCollector'],
  viewManager: ['ViewManager', 'ViewManager', 'ViewManager'],
  sessionManager: ['SessionManager', 'ha-sessionmgr', 'SessionManager'],
  searchIndex: ['SearchIndex', 'ha-searchindex', 'SearchIndex'],
} as const satisfies Record<string, readonly [type: string, esx: string, vcenter: string]>

/** The host product that goes with this API, on every host that says which product it is. */
function labelHosts(world: World, apiVersion: string): void {
  const product = aboutInfo('esx', apiVersion)
  for (const { ref: host } of world.byType('HostSystem')) {
    for (const path of ['summary.config.product', 'config.product']) {
      if (world.prop(host, path) !== undefined) world.update(host, { [path]: product })
    }
  }
}

/**
 * Put the service itself into a world that has its inventory: ServiceInstance with its content, and the managers that every client
 * starts from. Managers of the world side are listed when the world has them.
 */
export function installService(world: World, sessions: SessionStore, apiVersion: string, instanceUuid?: string): void {
  const refs = Object.entries(own).map(([name, [type, esx, vcenter]]) => {
    return [name, ref(type, world.product === 'esx' ? esx : vcenter)] as const
  })
  for (const [, manager] of refs) {
    if (manager.type === 'SessionManager') continue
    world.put({ ref: manager, props: {} })
  }
  world.put({
    ref: ref('SessionManager', world.product === 'esx' ? own.sessionManager[1] : own.sessionManager[2]),
    props: {
      defaultLocale: 'en',
      messageLocaleList: ['en'],
      supportedLocaleList: ['en'],
      message: '',
      get sessionList() {
        return sessions.all().map((session) => session.data())
      },
    },
  })
  labelHosts(world, apiVersion)
  const present = managerNames.map((name) => [name, managerRef(world.product, name)] as const)
  world.put({
    ref: serviceInstance,
    props: {
      get serverClock() {
        return world.clock.now()
      },
      capability: {
        provisioningSupported: world.product === 'vcenter',
        multiHostSupported: world.product === 'vcenter',
        userShellAccessSupported: false,
      },
      content: {
        ...Object.fromEntries([...present.filter(([, manager]) => world.get(manager) !== undefined), ...refs]),
        about: {
          ...aboutInfo(world.product, apiVersion),
          ...(world.product === 'vcenter' && instanceUuid !== undefined && { instanceUuid }),
        },
      },
    },
  })
}
