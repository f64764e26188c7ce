# disgraph with the graph of the five seed documents, ready to be asked:
#   docker build -t disgraph .
#   docker run --rm disgraph path "Liu Weiping" "Tang Xiaopeng"
#   docker run --rm -v "$PWD:/work" disgraph build        (your own project in the current directory)
FROM node:22-slim AS editor
WORKDIR /source
COPY tools/editor tools/editor
RUN npm ci --ignore-scripts --no-audit --no-fund --prefix tools/editor \
 && mkdir -p src/disgraph/server/static \
 && npm run --prefix tools/editor build

FROM python:3.13-slim AS build
WORKDIR /source
COPY . .
COPY --from=editor /source/src/disgraph/server/static/vendor src/disgraph/server/static/vendor
RUN python -m venv /opt/disgraph \
 && /opt/disgraph/bin/pip install --no-cache-dir -c requirements.lock ".[fast,semantic]"

FROM python:3.13-slim
LABEL org.opencontainers.image.source="https://github.com/disgraph/disgraph" \
      org.opencontainers.image.licenses="MIT"
COPY --from=build /opt/disgraph /opt/disgraph
ENV PATH="/opt/disgraph/bin:$PATH" \
    DISGRAPH_CACHE=/var/cache/disgraph \
    PYTHONUNBUFFERED=1
RUN useradd --create-home disgraph \
 && install -d -o disgraph -g disgraph /var/cache/disgraph /work
USER disgraph
WORKDIR /work
RUN disgraph build -q
ENTRYPOINT ["disgraph"]
CMD ["--help"]
