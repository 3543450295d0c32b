# Andon in a container: docker build -t andon . (docs/operating.md)
FROM node:22-bookworm-slim AS build
WORKDIR /opt/andon
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
ENV NEXT_TELEMETRY_DISABLED=1
# What only builds and tests need stays behind.
RUN npm run build \
  && npm prune --omit=dev --no-audit --no-fund \
  && rm -rf .next/cache node_modules/@next/swc-* node_modules/@img \
    chaos bench interop e2e simulator

FROM node:22-bookworm-slim
WORKDIR /opt/andon
ENV NODE_ENV=production \
  NEXT_TELEMETRY_DISABLED=1 \
  ANDON_LISTEN=0.0.0.0 \
  ANDON_DATA=/var/lib/andon \
  PORT=3000
RUN groupadd --system --gid 10001 andon \
  && useradd --system --uid 10001 --gid andon --home-dir /var/lib/andon --no-create-home --shell /usr/sbin/nologin andon \
  && install --directory --owner=andon --group=andon --mode=0700 /var/lib/andon
# All of it belongs to root: the process cannot write its own program.
COPY --from=build /opt/andon ./
USER andon
VOLUME /var/lib/andon
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/api/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "scripts/start.mjs"]
