import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import { openApi } from './openapi'
import { problems } from './problem'
import { routeNames, routes } from './routes'

const text = JSON.stringify(openApi())

describe('the OpenAPI document', () => {
  test('is one, by what others made to judge it', async () => {
    const validator = new Validator()
    const judged = await validator.validate(JSON.parse(text) as Record<string, unknown>)
    expect(judged.errors ?? []).toEqual([])
    expect(judged.valid).toBe(true)
    expect(validator.version).toBe('3.1')
  })

  test('that is wrong is found to be', async () => {
    const judged = await new Validator().validate(
      JSON.parse(text.replace('"responses"', '"answers"')) as Record<string, unknown>,
    )
    expect(judged.valid).toBe(false)
  })

  test('has every route, and refers to nothing that is not there', () => {
    const { paths, components } = JSON.parse(text) as {
      paths: Record<string, Record<string, unknown>>
      components: { schemas: Record<string, unknown> }
    }
    const all = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    )
    expect(all.toSorted()).toEqual(
      routeNames.map((name) => `${routes[name].method.toLowerCase()} /api/v1${routes[name].path}`).toSorted(),
    )
    const named = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name = '']) => name)
    expect(named.filter((name) => !(name in components.schemas))).toEqual([])
    expect(text).not.toContain('undefined')
  })

  test('names every problem that there is', () => {
    const named = [...text.matchAll(/urn:andon:problem:([\w-]+)/g)].map(([, name = '']) => name)
    const missing = Object.keys(problems).filter((name) => !named.includes(name))
    // They are said of what is not in the document.
    expect(missing).toEqual(['method-not-allowed', 'strange-name'])
  })
})
