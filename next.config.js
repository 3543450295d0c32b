// @ts-check

/** @type {import('next').NextConfig} */
const config = {
  // A second build or dev server beside the first needs a folder of its own.
  distDir: process.env.ANDON_DIST ?? '.next',
  serverExternalPackages: ['libsql', '@libsql/client', 'soap', 'pino', 'undici', 'iconv-lite', 'kysely'],
  reactCompiler: false,
  typedRoutes: false,
  poweredByHeader: false,
  // The event stream must leave the process at once; a proxy in front may compress what it likes.
  compress: true,
  devIndicators: false,
}

export default config
