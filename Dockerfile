# The service alone; it uses a Neo4j named by CLUSTERGRAPH_NEO4J_URI.
FROM scratch
COPY bin/clustergraph /clustergraph
USER 65532:65532
ENTRYPOINT ["/clustergraph"]
CMD ["serve"]
