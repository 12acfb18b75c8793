package localneo4j

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

const dockerLimit = 10 * time.Second

// docker runs the client of Docker: it knows the user's contexts and logins.
func docker(ctx context.Context, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "docker", args...)
	// Out of our process group: an interrupt from the keyboard must not end the
	// client that waits for the container before our requests are done with it.
	apart(cmd, false)
	output, err := cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && len(exit.Stderr) > 0 {
		err = errors.New(strings.TrimSpace(string(exit.Stderr)))
	}
	return strings.TrimSpace(string(output)), err
}

// DockerVersion returns the version of the Docker engine that answers.
func DockerVersion(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, dockerLimit)
	defer cancel()
	return docker(ctx, "version", "--format", "{{.Server.Version}}")
}

func dockerAnswers(ctx context.Context) bool {
	version, err := DockerVersion(ctx)
	return err == nil && version != ""
}

// containerRuns tells whether a container runs. That the engine does not answer is
// an error: it does not mean that none runs.
func containerRuns(ctx context.Context, name string) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, dockerLimit)
	defer cancel()
	// The filter matches parts of names.
	names, err := docker(ctx, "ps", "--filter", "name="+name, "--format", "{{.Names}}")
	if err != nil {
		return false, fault.Wrap(fault.DatabaseUnavailable, err, "Docker does not tell whether container %s runs; start the engine (docker info must work), or use another --data-dir", name)
	}
	return slices.Contains(strings.Fields(names), name), nil
}

// removeContainer stops a container in order; its graph stays in its volume.
func removeContainer(ctx context.Context, name string) error {
	runs, err := containerRuns(ctx, name)
	if err != nil {
		return err
	}
	if runs {
		if _, err := docker(ctx, "stop", "--time", strconv.Itoa(int(stopGrace.Seconds())), name); err != nil {
			return fault.Wrap(fault.DatabaseUnavailable, err, "cannot stop container %s", name)
		}
	}
	if _, err := docker(ctx, "rm", "--force", name); err != nil && !strings.Contains(err.Error(), "No such container") {
		return fault.Wrap(fault.DatabaseUnavailable, err, "cannot remove container %s", name)
	}
	return nil
}

// ImagePresent tells whether a Docker engine answers and has the image.
func ImagePresent(ctx context.Context, image string) bool {
	ctx, cancel := context.WithTimeout(ctx, dockerLimit)
	defer cancel()
	_, err := docker(ctx, "image", "inspect", image)
	return err == nil
}

func pullImage(ctx context.Context, image string, s *starter) error {
	if ImagePresent(ctx, image) {
		return nil
	}
	fmt.Fprintf(s.Progress, "Fetching the image %s, once (about 500 MB)\n", image)
	if _, err := docker(ctx, "pull", "--quiet", image); err != nil {
		return fault.Wrap(fault.DatabaseUnavailable, err, "Docker could not fetch the image %s; check the network, or name another image in CLUSTERGRAPH_NEO4J_IMAGE", image)
	}
	return nil
}
