import type { ShownRoute, ShownSchema } from '@/components/settings/api-reference'
import { openApi } from '@/lib/api/openapi'
import { problems, problemType } from '@/lib/api/problem'
import { refusalsOf, routeNames, routes, type ApiRoute } from '@/lib/api/routes'
import { withoutUndefined } from '@/lib/without-undefined'

type Parameter = { name: string; in: string; description?: string; schema: { type?: string; enum?: string[] } }
type Schema = { $ref?: string; description?: string; properties?: { items?: { items?: Schema } } }
type Operation = {
  parameters: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content: Record<string, { schema: Schema }> }>
}
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } }

/** What the page of the API shows, out of the document that scripts read. */
export function apiShown(): { routes: ShownRoute[]; schemas: ShownSchema[] } {
  const { paths, components } = openApi() as Document // this house makes it
  const nameOf = (schema: Schema | undefined) => schema?.$ref?.split('/').at(-1)
  return {
    routes: routeNames.map((name) => {
      const { method, path, scope, summary, about, gives }: ApiRoute = routes[name]
      const whole = `/api/v1${path}`
      const operation = paths[whole]?.[method.toLowerCase()]
      const given = operation?.responses[gives.status]?.content['application/json']?.schema
      const body = nameOf(operation?.requestBody?.content['application/json']?.schema)
      return {
        name,
        method,
        path: whole,
        scope,
        summary,
        parameters: (operation?.parameters ?? []).map((one) => ({
          name: one.name,
          in: one.in,
          type: one.schema.enum?.join(' | ') ?? one.schema.type ?? 'string',
          ...withoutUndefined({ about: one.description }),
        })),
        ...withoutUndefined({ about, body: body && jsonOf(components.schemas[body]) }),
        gives: {
          status: gives.status,
          about: gives.about,
          ...withoutUndefined({ name: nameOf(given) ?? nameOf(given?.properties?.items?.items) }),
        },
        refuses: refusalsOf(routes[name]).map((problem) => ({
          status: problems[problem].status,
          type: problemType(problem),
          title: problems[problem].title,
        })),
      }
    }),
    schemas: Object.entries(components.schemas).map(([name, schema]) => ({
      name,
      json: jsonOf(schema),
      ...withoutUndefined({ about: schema.description }),
    })),
  }
}

const jsonOf = (schema: unknown) => JSON.stringify(schema, null, 2)
