package dev.labelmill.local.cli;

import dev.labelmill.local.stack.LocalCloud;
import dev.labelmill.local.web.PageServer;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps the pipeline up. */
@Command(
        name = "serve",
        description = "Keeps the whole pipeline up, for uploads and webhooks of your own.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "of the webhook's address; without it, any free one")
    private int port;

    @Mixin
    private CloudOptions cloudOptions;

    @Mixin
    private PageOptions pageOptions;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Ports.requirePort("--port", port);
        Ports.requireFree("--port", port);
        pageOptions.check();
        try (InterruptedByShutdown shutdown =
                        InterruptedByShutdown.current(spec.commandLine().getErr());
                LocalCloud cloud = cloudOptions.start(port);
                PageServer page = pageOptions.open(cloud)) {
            shutdown.keeps(cloudOptions.kept(cloud));
            PrintWriter out = spec.commandLine().getOut();
            UploadWatch uploads = new UploadWatch(cloud.bucket().name(), cloud.table(), out, InstantSource.system());
            cloud.onObject(new NewVendors(cloud.bucket(), cloud.secrets()));
            cloud.onObject(uploads);
            announce(cloud, page, out);
            uploads.tellForEver();
        }
        return 0;
    }

    private static void announce(LocalCloud cloud, PageServer page, PrintWriter out) {
        out.println("Labelmill is up until you press Ctrl-C.");
        out.println("  Page     " + page.address());
        ServiceAddresses.announce(cloud, out);
        out.println("  Webhook  " + cloud.webhook() + "/webhooks/<vendor>");
        out.println("  Pull     " + cloud.webhook() + "/tasks/<vendor>, where delivery is \"pull\" (docs/pull.md)");
        out.println("  Lambda   " + cloud.lambda() + " (aws --endpoint-url ... lambda invoke)");
        out.println("  Folder   " + cloud.folder() + " (logs)");
        out.println("  Secrets  " + cloud.secrets().path() + ", one for each vendor of each batch.json you upload");
        out.println("Upload a batch with any S3 client, for example:");
        out.println("  export AWS_ACCESS_KEY_ID=labelmill AWS_SECRET_ACCESS_KEY=labelmill AWS_REGION=us-east-1");
        out.println("  aws --endpoint-url " + cloud.s3() + " s3 cp <folder>/batch.json     s3://"
                + cloud.bucket().name() + "/batches/<batch>/");
        out.println("  aws --endpoint-url " + cloud.s3() + " s3 cp <folder>/manifest.jsonl s3://"
                + cloud.bucket().name() + "/batches/<batch>/");
        out.println("Results come to s3://" + cloud.bucket().name() + "/results/<batch>/.");
        out.flush();
    }
}
