import { matchesPart, matchesWhole } from '../rules/pattern'
import type { RouteId } from '../vsphere/ids'
import { topicOf, type Happening, type SignalQuestion } from './happening'
import { isWithin } from './hours'
import type { Chain, Route } from './route'

/** Whether a route is about what happened, whatever it is asked to tell. */
function isAbout(route: Route, happening: Happening): boolean {
  if (!route.on) return false
  if (!(route.connections?.includes(happening.connection) ?? true)) return false
  if (!isWithin(route.hours, happening.at)) return false
  return !('question' in happening) || isAboutQuestion(route, happening.question)
}

const isAboutQuestion = ({ messages }: Route, { messageId, text }: SignalQuestion): boolean =>
  messages?.some((pattern) =>
    messageId === undefined ? matchesPart(pattern, text) : matchesWhole(pattern, messageId),
  ) ?? true

/** Whether a route tells of what happened by itself, without a chain. */
function fits(route: Route, happening: Happening): boolean {
  const topic = topicOf[happening.kind]
  if (topic === undefined || !route.topics.includes(topic)) return false
  if (Date.parse(happening.at) < Date.parse(route.since)) return false
  if (happening.kind === 'still-waiting' && happening.minutes !== route.stillMinutes) return false
  return isAbout(route, happening)
}

/** The routes that tell of what happened, each once. */
export function routesFor(happening: Happening, routes: readonly Route[], chain: Chain): RouteId[] {
  if (happening.kind !== 'escalated') return routes.filter((route) => fits(route, happening)).map(({ id }) => id)
  const step = chain.steps.find(({ minutes }) => minutes === happening.minutes)
  if (!step) return []
  const open = routes.filter((route) => isAbout(route, happening)).map(({ id }) => id)
  if (step.to.is === 'all') return open
  const { route, otherwise } = step.to
  if (open.includes(route)) return [route]
  return otherwise !== undefined && open.includes(otherwise) ? [otherwise] : []
}
