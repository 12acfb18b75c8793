import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.neo4j.cli.ExecutionContext;
import org.neo4j.commandline.admin.security.SetInitialPasswordCommand;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.fs.DefaultFileSystemAbstraction;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import picocli.CommandLine;

/**
 * Runs one Neo4j: {@code Launcher HOME PASSWORD_FILE [LOCK_FILE]}, settings in HOME/neo4j.conf.
 *
 * <p>What the starter needs to know goes to standard output, one line: {@code ready PORT} or
 * {@code busy MESSAGE} or {@code failed MESSAGE}. The end of standard input ends Neo4j, so it never
 * outlives a starter that was killed, unless the starter has written there before, to let it go. A lock file is locked for
 * as long as Neo4j runs; where none is given, the lock was inherited.
 */
public final class Launcher {
    /** Keeps the channel from being collected, which would close it. */
    private static FileChannel held;

    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        Path passwordFile = Path.of(args[1]);
        exitAtEndOfInput();
        DatabaseManagementService service;
        int port;
        try {
            if (args.length > 2) {
                lock(Path.of(args[2]));
            }
            setInitialPassword(home, passwordFile);
            service = new DatabaseManagementServiceBuilder(home)
                    .loadPropertiesFromFile(home.resolve("neo4j.conf"))
                    .build();
            Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
            GraphDatabaseAPI system = (GraphDatabaseAPI) service.database("system");
            port = system.getDependencyResolver()
                    .resolveDependency(ConnectorPortRegister.class)
                    .getLocalAddress(ConnectorType.BOLT)
                    .getPort();
        } catch (Throwable problem) {
            problem.printStackTrace();
            System.out.println(describe(problem));
            System.exit(1);
            return;
        }
        System.out.println("ready " + port);
        Thread.currentThread().join();
    }

    /** Takes effect before the very first start only; afterwards the users live in the system database. */
    private static void setInitialPassword(Path home, Path passwordFile) throws IOException {
        if (Files.exists(home.resolve("data/dbms/auth.ini"))) {
            return;
        }
        String password = Files.readString(passwordFile).strip();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        try (DefaultFileSystemAbstraction files = new DefaultFileSystemAbstraction()) {
            ExecutionContext context = new ExecutionContext(home, home, nowhere, System.err, files);
            int code = new CommandLine(new SetInitialPasswordCommand(context)).execute(password);
            if (code != 0) {
                throw new IOException("the initial password could not be set");
            }
        }
    }

    /** The channel is never closed: its lock ends with this process. */
    private static void lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock(); // at most one that looks holds it, for a moment
        held = channel;
    }

    private static void exitAtEndOfInput() {
        Thread watch = new Thread(() -> {
            try {
                if (System.in.read() >= 0) {
                    return; // the starter lets it go
                }
            } catch (IOException ignored) {
                // A broken pipe means the same as its end.
            }
            System.exit(0);
        });
        watch.setDaemon(true);
        watch.start();
    }

    private static String describe(Throwable problem) {
        Throwable cause = problem;
        for (Throwable t = problem; t != null; t = t.getCause()) {
            cause = t;
            if (t instanceof BindException) {
                return "busy " + oneLine(t);
            }
        }
        return "failed " + oneLine(cause);
    }

    private static String oneLine(Throwable t) {
        String message = t.getMessage() == null ? "" : t.getMessage();
        return t.getClass().getSimpleName() + ": " + message.replaceAll("\\s+", " ");
    }
}
