package localneo4j

import (
	"context"
	"fmt"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// JavaAdvice, MavenAdvice and DockerAdvice say what to do about what is missing.
const (
	JavaAdvice   = "install a JDK 17 or 21, e.g. apt install openjdk-17-jdk-headless, brew install openjdk@21, or winget install Microsoft.OpenJDK.21"
	MavenAdvice  = "install it, e.g. apt install maven, brew install maven, or scoop install maven"
	DockerAdvice = "start a Docker engine (docker version must show a server), or give another Neo4j with --neo4j-uri"
)

// chooseRuntime says how to run Neo4j here; known is what the data directory was
// made with, if it was made.
func chooseRuntime(ctx context.Context, wanted, known Runtime) (Runtime, Java, error) {
	bound, err := bind(wanted, known)
	if err != nil {
		return "", Java{}, err
	}
	var java Java
	var missing []string
	if bound != RuntimeDocker {
		if java, missing, err = missingForJVM(ctx); err != nil {
			return "", java, err
		}
		if len(missing) == 0 {
			return RuntimeJVM, java, nil
		}
	}
	if bound != RuntimeJVM && dockerAnswers(ctx) {
		return RuntimeDocker, Java{}, nil
	}
	return "", java, cannotRun(bound, known, missing)
}

// bind returns the one runtime that will do, or RuntimeAuto when either does.
func bind(wanted, known Runtime) (Runtime, error) {
	switch {
	case known == RuntimeAuto:
		return wanted, nil
	case wanted == RuntimeAuto, wanted == known:
		return known, nil
	}
	return "", fault.New(fault.BadUserInput, "this data directory was made with runtime %s and cannot be used with %s; use another --data-dir", known, wanted)
}

// cannotRun advises only what helps: a data directory with a graph in it needs
// the runtime that it was made with.
func cannotRun(bound, known Runtime, missing []string) error {
	lack := strings.Join(missing, "; ")
	switch {
	case known == RuntimeDocker:
		return fault.New(fault.DatabaseUnavailable, "this data directory keeps its graph in a Docker volume but no Docker engine answers; start it (docker info must work), or use another --data-dir")
	case known == RuntimeJVM:
		return fault.New(fault.DatabaseUnavailable, "this data directory keeps its graph in files of its own, which need a Neo4j run by Java: %s; or use another --data-dir", lack)
	case bound == RuntimeDocker:
		return fault.New(fault.DatabaseUnavailable, "Neo4j cannot run here: no Docker engine answers; %s", DockerAdvice)
	case bound == RuntimeJVM:
		return fault.New(fault.DatabaseUnavailable, "Neo4j cannot run here: %s", lack)
	}
	return fault.New(fault.DatabaseUnavailable, "Neo4j cannot run here: %s; or %s", lack, DockerAdvice)
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
