// @ts-check
import { writeFileSync } from 'node:fs'

const sideDist = process.env.ANDON_DIST

/**
 * A second build or dev server beside the first needs a folder of its own, and a tsconfig of its own: Next writes the
 * folder's name into the tsconfig that it is given.
 */
function sideTsconfig() {
  const file = `${sideDist}.tsconfig.json`
  const include = ['next-env.d.ts', '**/*.ts', '**/*.tsx', `${sideDist}/types/**/*.ts`, `${sideDist}/dev/types/**/*.ts`]
  writeFileSync(file, JSON.stringify({ extends: './tsconfig.json', include }))
  return file
}

/** @type {import('next').NextConfig} */
const config = {
  distDir: sideDist ?? '.next',
  typescript: {
    // The scripts check them in a step of their own.
    ignoreBuildErrors: process.env.ANDON_TYPES === 'checked',
    ...(sideDist && { tsconfigPath: sideTsconfig() }),
  },
  serverExternalPackages: [
    'libsql',
    'soap',
    'pino',
    'openid-client',
    'undici',
    'iconv-lite',
    'kysely',
    'pg',
    'prom-client',
    '@simplewebauthn/server',
  ],
  reactCompiler: false,
  // For `npm run bench -- page`, which says what the scripts are made of.
  productionBrowserSourceMaps: process.env.ANDON_MAPS === '1',
  typedRoutes: false,
  poweredByHeader: false,
  // The event stream must leave the process at once; a proxy in front may compress what it likes.
  compress: true,
  devIndicators: false,
}

export default config
