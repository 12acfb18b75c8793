package neotest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"github.com/testcontainers/testcontainers-go"
	"github.com/testcontainers/testcontainers-go/wait"

	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

const (
	boltPort       = "7687/tcp"
	containerLimit = 5 * time.Minute
)

func startContainer(ctx context.Context, image string) (server, error) {
	password := rand.Text()
	env := localneo4j.ContainerEnv(true, password)
	env["JAVA_TOOL_OPTIONS"] = "-XX:TieredStopAtLevel=1" // it lives for minutes, as a local one does
	container, err := testcontainers.Run(ctx, image,
		testcontainers.WithEnv(env),
		testcontainers.WithExposedPorts(boltPort),
		testcontainers.WithWaitStrategyAndDeadline(containerLimit, wait.ForLog("Started."), wait.ForListeningPort(boltPort)),
	)
	stop := func(ctx context.Context) error {
		return testcontainers.TerminateContainer(container, testcontainers.StopContext(ctx))
	}
	if err != nil {
		return server{}, errors.Join(fmt.Errorf("cannot run Neo4j in a container of image %s: %w", image, err), stop(context.WithoutCancel(ctx)))
	}
	endpoint, err := container.PortEndpoint(ctx, boltPort, "bolt")
	if err != nil {
		return server{}, errors.Join(err, stop(context.WithoutCancel(ctx)))
	}
	return server{config: neo.Config{URI: endpoint, User: localneo4j.User, Password: password}, stop: stop}, nil
}
