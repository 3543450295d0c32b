import { z } from 'zod'
import { problems, problemSchema, type ProblemName } from './problem'
import * as resources from './resources'
import { vmSchema } from './vm-resources'
import { answerBody, mostBodyBytes, refusalsOf, routeNames, routes, startBody, type ApiRoute } from './routes'

/** What has a name in the document. */
const named: Readonly<Record<string, z.ZodType>> = {
  Answer: resources.answerSchema,
  AnswerGiven: answerBody,
  Connection: resources.connectionSchema,
  Done: resources.noneSchema,
  HistoryEntry: resources.historyEntrySchema,
  OwnAnswer: resources.ownAnswerSchema,
  Problem: problemSchema,
  Question: resources.questionSchema,
  Run: resources.runSchema,
  RunStarted: resources.startedSchema,
  Start: startBody,
  Vm: vmSchema,
}

type Json = Record<string, unknown>

const registry = z.registry<{ id: string }>()
for (const [id, schema] of Object.entries(named)) registry.add(schema, { id })

const options = {
  io: 'input',
  uri: (id: string) => `#/components/schemas/${id}`,
  override: ({ jsonSchema }: { jsonSchema: Json }) => {
    // Its format says it.
    if (jsonSchema['format'] === 'date-time') delete jsonSchema['pattern']
  },
} as const

/** A schema as a part of the document: what has a name is referred to by it. */
function schemaOf(schema: z.ZodType): Json {
  const name = registry.get(schema)?.id
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` }
  if (schema instanceof z.ZodObject && schema.shape['items'] instanceof z.ZodArray) {
    const { items, ...rest } = schema.shape as { items: z.ZodArray<z.ZodType> } & z.ZodRawShape
    const { properties = {} } = plain(z.toJSONSchema(z.object(rest), options))
    return {
      type: 'object',
      properties: { items: { type: 'array', items: schemaOf(items.element) }, ...(properties as Json) },
      required: ['items'],
    }
  }
  return plain(z.toJSONSchema(schema, options))
}

function plain(schema: object): Json {
  const { $schema: _schema, $id: _id, ...rest } = schema as Json
  return rest
}

/** The OpenAPI 3.1 document of `/api/v1`, made of the schemas that requests are checked by. */
export function openApi(): Json {
  const { schemas } = z.toJSONSchema(registry, options)
  const paths: Record<string, Json> = {}
  for (const name of routeNames) {
    const route: ApiRoute = routes[name]
    const path = `/api/v1${route.path}`
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(name, route) }
  }
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Andon',
      version: '1',
      description:
        'What scripts can ask of Andon. New fields, and new values of texts that say so, may come while it is v1; read over what you do not know.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, plain(schema)])),
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API token from Settings. Cookies open nothing here.',
        },
      },
    },
  }
}

function operationOf(name: string, route: ApiRoute): Json {
  const { summary, about, scope, gives, body, method } = route
  const isRead = method === 'GET'
  const content = gives.schema
    ? { 'application/json': { schema: schemaOf(gives.schema) } }
    : { 'text/event-stream': { schema: { type: 'string' } } }
  return {
    operationId: name,
    summary,
    description: [about, `Takes a token that may ${scope}.`].filter(Boolean).join(' '),
    tags: [route.path.split('/')[1]],
    parameters: [
      ...pathParameters(route.path),
      ...queryParameters(route),
      ...(name === 'readRun' ? waiting : []),
      ...(name === 'followEvents' ? [lastEventId] : []),
      ...(isRead ? [] : [idempotencyKey]),
    ],
    ...(body && {
      requestBody: {
        required: true,
        description: `At most ${mostBodyBytes / 1024} KiB.`,
        content: { 'application/json': { schema: schemaOf(body) } },
      },
    }),
    responses: {
      [gives.status]: { description: gives.about, content },
      ...(name === 'readRun' && { 304: { description: 'Nothing has happened.' } }),
      ...problemResponses(refusalsOf(route)),
    },
  }
}

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    description: 'Its id, percent-encoded; or as it is.',
    schema: { type: 'string' },
  }))

function queryParameters({ query }: ApiRoute): Json[] {
  if (!query) return []
  return Object.entries(query.shape).map(([name, schema]) => {
    const { description, ...rest } = plain(z.toJSONSchema(schema as z.ZodType, options)) // a field of a query
    const type = name === 'limit' ? { type: 'integer', minimum: 1 } : rest
    return { name, in: 'query', required: false, ...(description !== undefined && { description }), schema: type }
  })
}

const header = (name: string, description: string): Json => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
})

const idempotencyKey = header(
  'Idempotency-Key',
  'Up to 255 signs of your own. The same request under the same key is done once within a day, and answered the same.',
)
const lastEventId = header('Last-Event-ID', 'The id of the last event that was read.')
const waiting = [
  header('If-None-Match', 'The ETag of the run as it is known.'),
  header('Prefer', '`wait=20`: so many seconds for news, at most 30.'),
]

/** One for each status, with the types that have it. */
function problemResponses(names: readonly ProblemName[]): Record<string, Json> {
  const byStatus = new Map<number, ProblemName[]>()
  for (const name of new Set(names)) {
    const { status } = problems[name]
    byStatus.set(status, [...(byStatus.get(status) ?? []), name])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [
      status,
      {
        description: of.map((name) => `${problems[name].title} (\`urn:andon:problem:${name}\`).`).join(' '),
        content: { 'application/problem+json': { schema: schemaOf(problemSchema) } },
      },
    ]),
  )
}
