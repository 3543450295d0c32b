import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Rooms whose tests replace no module: what one file has loaded serves the next one. */
const rooms = ['lib', 'simulator', 'server', 'components', 'scripts', 'chaos', 'cli']

export default defineConfig({
  resolve: {
    alias: { '@': fileURLToPath(new URL('.', import.meta.url)) },
  },
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Many tests talk over real sockets; a busy machine may make one of them late once.
    retry: process.env.CI ? 1 : 0,
    // Tests that wait for sockets leave room: two cores carry three.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          environment: 'node',
          isolate: false,
          globalSetup: ['scripts/steps/postgres-for-tests.mjs'],
          include: rooms.map((room) => `${room}/**/*.test.ts`),
        },
      },
      {
        extends: true,
        // Screens share a jsdom; `components/testing` stands for the router, and clears the screen after each test.
        resolve: {
          alias: { 'next/navigation': fileURLToPath(new URL('components/testing/navigation.ts', import.meta.url)) },
        },
        test: {
          name: 'screens',
          environment: 'jsdom',
          isolate: false,
          include: ['components/**/*.test.tsx'],
          setupFiles: ['components/testing/each-screen.ts'],
        },
      },
      {
        extends: true,
        // Routes and actions are tested against stand-ins for Next's own modules, so each file has its own.
        test: { name: 'app', environment: 'node', include: ['app/**/*.test.{ts,tsx}'] },
      },
    ],
  },
})
