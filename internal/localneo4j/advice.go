package localneo4j

import (
	"context"
	"fmt"
	"strings"

	"github.com/clustergraph/clustergraph/internal/fault"
)

// JavaAdvice, MavenAdvice and DockerAdvice say what to do about what is missing.
const (
	JavaAdvice   = "install a JDK 17 or 21, e.g. apt install openjdk-17-jdk-headless, or brew install openjdk@21"
	MavenAdvice  = "install it, e.g. apt install maven, or brew install maven"
	DockerAdvice = "start a Docker engine (docker version must show a server), or give another Neo4j with --neo4j-uri"
)

// chooseRuntime says how to run Neo4j here; known is what the data directory was
// made with, if it was made.
func chooseRuntime(ctx context.Context, wanted, known Runtime) (Runtime, Java, error) {
	if wanted == RuntimeAuto {
		wanted = known
	}
	if known != RuntimeAuto && wanted != known {
		return "", Java{}, fault.New(fault.BadUserInput, "this data directory was made with runtime %s and cannot be used with %s; use another --data-dir", known, wanted)
	}
	java, missing, err := missingForJVM(ctx)
	if err != nil {
		return "", java, err
	}
	if wanted != RuntimeDocker && len(missing) == 0 {
		return RuntimeJVM, java, nil
	}
	if wanted != RuntimeJVM && dockerAnswers(ctx) {
		return RuntimeDocker, Java{}, nil
	}
	if wanted == RuntimeDocker {
		return "", java, fault.New(fault.DatabaseUnavailable, "this data directory keeps its graph in a Docker volume but no Docker engine answers; start it (docker info must work), or use another --data-dir")
	}
	return "", java, fault.New(fault.DatabaseUnavailable, "Neo4j cannot run here: %s; or %s", strings.Join(missing, "; "), DockerAdvice)
}

// missingForJVM says in words what keeps Neo4j from running as a child process.
func missingForJVM(ctx context.Context) (Java, []string, error) {
	java := FindJava(ctx)
	var missing []string
	switch {
	case java.Path == "":
		missing = append(missing, "Java is missing, "+JavaAdvice)
	case !java.Usable():
		missing = append(missing, fmt.Sprintf("Java %d (%s) does not run Neo4j %s, %s", java.Major, java.Path, Version, JavaAdvice))
	}
	_, complete, err := JarsCached()
	if err != nil {
		return java, nil, err
	}
	if _, ok := FindMaven(); !ok && !complete {
		missing = append(missing, "Maven (mvn) is missing, "+MavenAdvice)
	}
	return java, missing, nil
}
