package localneo4j

import (
	"archive/zip"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// ensureLauncher compiles the launcher beside the jars: Java could run its source,
// but would compile it on each start, which costs over a second. The caller holds
// the cache's lock.
func ensureLauncher(ctx context.Context, java Java, jars jarDir) error {
	if _, err := os.Stat(jars.launcher()); err == nil {
		return nil
	}
	work, err := os.MkdirTemp(string(jars), ".compile-*")
	if err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write to the cache directory %s; set CLUSTERGRAPH_CACHE_DIR to another", jars)
	}
	defer os.RemoveAll(work)
	if err := compileLauncher(ctx, java, jars, work); err != nil {
		return err
	}
	archive := filepath.Join(work, "launcher.jar")
	if err := zipClasses(work, archive); err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write to the cache directory %s", jars)
	}
	return os.Rename(archive, jars.launcher())
}

// compileLauncher uses the compiler module, since not each JDK on a path brings javac along.
func compileLauncher(ctx context.Context, java Java, jars jarDir, work string) error {
	source := filepath.Join(work, "Launcher.java")
	if err := os.WriteFile(source, launcherJava, 0o644); err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write to the cache directory %s", jars)
	}
	libs, err := filepath.Glob(filepath.Join(jars.lib(), "*.jar"))
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, java.Path, "-m", "jdk.compiler/com.sun.tools.javac.Main",
		"--release", "17", "-proc:none", "-d", work, "-cp", strings.Join(libs, string(os.PathListSeparator)), source)
	output, err := cmd.CombinedOutput()
	if err == nil || ctx.Err() != nil {
		return ctx.Err()
	}
	if strings.Contains(string(output), "jdk.compiler not found") {
		return fault.New(fault.DatabaseUnavailable, "%s is a Java runtime without compiler; %s", java.Home, JavaAdvice)
	}
	return fault.Wrap(fault.Internal, errors.New(string(output)), "cannot compile the Neo4j launcher with %s", java.Path)
}

func zipClasses(dir, archive string) (err error) {
	classes, err := filepath.Glob(filepath.Join(dir, "*.class"))
	if err != nil {
		return err
	}
	file, err := os.Create(archive)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	writer := zip.NewWriter(file)
	for _, class := range classes {
		content, err := os.ReadFile(class)
		if err != nil {
			return err
		}
		entry, err := writer.Create(filepath.Base(class))
		if err != nil {
			return err
		}
		if _, err := entry.Write(content); err != nil {
			return err
		}
	}
	return writer.Close()
}
