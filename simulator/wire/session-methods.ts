import { randomUUID } from 'node:crypto'
import { globalPlace } from '../api/privileges'
import { SimFault } from '../vim25/faults'
import type { DataObject } from '../vim25/value'
import { postEvent } from '../world/events'
import { holds } from '../world/permissions'
import { quirksOf } from '../world/quirks'
import { ServiceUnavailable, type WireContext, type WireMethodTable } from './wire-context'

/** ServiceInstance and SessionManager (vim25 2.1, 7). */
export const sessionMethods: WireMethodTable = {
  RetrieveServiceContent: (ctx, self) => ctx.world.prop(self, 'content'),

  CurrentTime: (ctx) => ctx.world.clock.now(),

  Login: (ctx, _self, args) => login(ctx, String(args['userName']), String(args['password']), args['locale']),

  Logout(ctx) {
    const { session } = ctx
    if (session === undefined) return
    ctx.sessions.end(session)
    const { key, userName, loginTime, callCount } = session.data()
    const { remoteAddress: ipAddress, userAgent } = ctx
    postEvent(ctx.world, {
      type: 'UserLogoutSessionEvent',
      message: `User ${String(userName)}@${ipAddress} logged out (login time: ${formatted(loginTime)}, number of API invocations: ${String(callCount)}, user agent: ${userAgent})`,
      userName: String(userName),
      fields: { ipAddress, userAgent, callCount, sessionId: key, loginTime },
    })
  },

  SessionIsActive(ctx, _self, args) {
    // ESX has the method and does not implement it; libvirt knows.
    if (ctx.world.product === 'esx') throw new SimFault('NotImplemented')
    const found = ctx.sessions.byKey(String(args['sessionID']))
    return found !== undefined && found.userName === args['userName']
  },

  TerminateSession(ctx, _self, args) {
    const keys = Array.isArray(args['sessionId']) ? args['sessionId'].map(String) : []
    const found = keys.map((key) => ctx.sessions.byKey(key))
    if (found.includes(undefined)) throw new SimFault('NotFound')
    if (found.includes(ctx.session)) throw new SimFault('InvalidArgument', { invalidProperty: 'sessionId' })
    for (const session of found) if (session !== undefined) ctx.sessions.end(session)
  },

  SetLocale(_ctx, _self, args) {
    if (!isLocale(args['locale'])) throw new SimFault('InvalidLocale')
  },

  AcquireCloneTicket(ctx) {
    if (ctx.session === undefined) throw new SimFault('NotAuthenticated')
    return ctx.sessions.cloneTicket(ctx.session)
  },

  CloneSession(ctx, _self, args) {
    const session = ctx.sessions.clone(String(args['cloneTicket']), { ...visitor(ctx), locale: undefined })
    ctx.setCookie(session.cookie)
    return session.data()
  },

  AcquireGenericServiceTicket: (): DataObject => ({ id: randomUUID(), hostName: '127.0.0.1' }),
}

function login(ctx: WireContext, userName: string, password: string, locale: unknown): DataObject {
  // A session that is logged in already is refused, as vCenter and vcsim do.
  if (ctx.session !== undefined) throw new SimFault('InvalidLogin')
  if (locale !== undefined && !isLocale(locale)) throw new SimFault('InvalidLocale')
  if (mayNothing(ctx, userName, password)) throw new SimFault('NoPermission', { privilegeId: 'System.View' })
  if (ctx.sessions.isFull) throw new ServiceUnavailable()
  const failedBefore = ctx.sessions.failuresOf(userName)
  try {
    const from = { ...visitor(ctx), locale: typeof locale === 'string' ? locale : undefined }
    const session = ctx.sessions.login(userName, password, from, ctx.cookie)
    ctx.setCookie(session.cookie)
    const { ipAddress, userAgent, locale: used, key } = session.data()
    postEvent(ctx.world, {
      type: 'UserLoginSessionEvent',
      message: `User ${userName}@${String(ipAddress)} logged in as ${String(userAgent)}`,
      userName,
      fields: { ipAddress, userAgent, locale: used, sessionId: key },
    })
    return session.data()
  } catch (error) {
    const { remoteAddress: ipAddress } = ctx
    sayLocked(ctx, userName, failedBefore)
    postEvent(ctx.world, {
      type: 'BadUsernameSessionEvent',
      message: `Cannot login ${userName}@${ipAddress}`,
      userName,
      fields: { ipAddress },
    })
    if (error instanceof SimFault && ctx.world.product === 'vcenter') ctx.setCookie(ctx.sessions.poisonedCookie())
    throw error
  }
}

/** A right password of an account that may not even look is refused with another fault than a wrong one. */
const mayNothing = (ctx: WireContext, userName: string, password: string): boolean =>
  ctx.sessions.accepts(userName, password) && !holds(ctx.world, userName, globalPlace(ctx.world), 'System.View')

/** A locked account is told in the event log alone. */
function sayLocked(ctx: WireContext, userName: string, failedBefore: number): void {
  const { lockOut } = quirksOf(ctx.world)
  const failed = ctx.sessions.failuresOf(userName)
  if (lockOut === undefined || failed === failedBefore || failed !== lockOut.failures) return
  const seconds = lockOut.forMs / 1000
  const message = `Remote access for ESXi local user account '${userName}' has been locked for ${seconds} seconds after ${lockOut.failures} failed login attempts.`
  postEvent(ctx.world, {
    type: 'EventEx',
    message,
    userName,
    fields: { eventTypeId: 'esx.audit.account.locked', severity: 'warning', message },
  })
}

function visitor(ctx: WireContext): { remoteAddress: string; userAgent: string } {
  return { remoteAddress: ctx.remoteAddress, userAgent: ctx.userAgent }
}

function formatted(time: unknown): string {
  return time instanceof Date ? time.toUTCString() : ''
}

function isLocale(locale: unknown): boolean {
  return typeof locale === 'string' && /^[A-Za-z]{2}([_-][A-Za-z]{2})?$/.test(locale)
}
