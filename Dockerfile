# bun run release && docker build -t capsule .
# docker run -p 4321:4321 -v capsule:/data -e PUBLIC_URL=https://capsule.example.org capsule

FROM debian:12-slim AS unpack
ARG TARGETARCH
COPY dist/release/*.tar.gz /archives/
RUN set -eu; \
    case "$TARGETARCH" in amd64) target=linux-x64 ;; arm64) target=linux-arm64 ;; *) echo "no archive for $TARGETARCH" >&2; exit 1 ;; esac; \
    mkdir -p /unpacked /empty; \
    tar -xzf /archives/capsule-*-"$target".tar.gz --strip-components=1 -C /unpacked

# glibc and certificates, no shell: https://github.com/GoogleContainerTools/distroless
FROM gcr.io/distroless/base-nossl-debian12:nonroot
COPY --from=unpack /unpacked/capsule /usr/local/bin/capsule
COPY --from=unpack /unpacked/LICENSE /unpacked/THIRD-PARTY-LICENCES.txt /usr/share/doc/capsule/
COPY --from=unpack --chown=65532:65532 /empty /data
USER 65532:65532
WORKDIR /data
VOLUME /data
ENV HOST=0.0.0.0 DATABASE_PATH=/data/capsule.db
EXPOSE 4321
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["/usr/local/bin/capsule", "healthcheck"]
ENTRYPOINT ["/usr/local/bin/capsule"]
