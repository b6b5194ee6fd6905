package dev.labelmill.local.cli;

import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.work.Statement;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.local.cloud.AwsClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** What a vendor is owed for a period, from the labels' own rows. */
@Command(
        name = "statement",
        description = "Tells what a vendor is owed for a period, as CSV that sums to the ledger.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class StatementCommand implements Callable<Integer> {

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final String HEADER = "batch,purpose,kind,count,seconds,gold,right,dollars";

    @Option(names = "--vendor", paramLabel = "<name>", required = true, description = "as batch.json names it")
    private String vendor;

    @Option(names = "--from", paramLabel = "<day>", required = true, description = "the first day, in UTC")
    private String from;

    @Option(names = "--to", paramLabel = "<day>", required = true, description = "the day after the last one, in UTC")
    private String to;

    @Option(
            names = "--table",
            paramLabel = "<name>",
            defaultValue = "labelmill",
            description = "the DynamoDB table (default ${DEFAULT-VALUE})")
    private String table;

    @Option(names = "--region", paramLabel = "<name>", description = "where the table is; or --endpoint")
    private String region;

    @Option(
            names = "--endpoint",
            paramLabel = "<url>",
            description = "DynamoDB on this machine, with its well-known credentials")
    private URI endpoint;

    @Option(names = "--out", paramLabel = "<file>", description = "write it there instead of to the terminal")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (region == null && endpoint == null) {
            throw Refusal.ofInput("--region or --endpoint is missing: it tells where the table is.");
        }
        if (region != null && endpoint != null) {
            throw Refusal.ofInput("Say where the table is by --region or by --endpoint, not by both.");
        }
        if (endpoint != null && (endpoint.getHost() == null || !SCHEMES.contains(endpoint.getScheme()))) {
            throw Refusal.ofInput("--endpoint must be an address such as http://127.0.0.1:8000, not " + endpoint + ".");
        }
        LocalDate first = day("--from", from);
        LocalDate end = day("--to", to);
        if (!first.isBefore(end)) {
            throw Refusal.ofInput("--from must be before --to, which is the day after the last one.");
        }
        try (DynamoDbClient dynamo = client()) {
            write(csv(lines(new Table(dynamo, table), new Statement(first, end))));
        } catch (ResourceNotFoundException none) {
            throw Refusal.ofInput(noTable());
        } catch (DynamoDbException refused) {
            throw Refusal.ofInput("DynamoDB does not let table " + table + " be read: " + said(refused) + ".");
        } catch (SdkClientException silent) {
            throw Refusal.ofInput(
                    endpoint == null
                            ? "DynamoDB of region " + region + " does not answer: look at --region and the network."
                            : "Nothing answers at " + endpoint
                                    + " as DynamoDB does: give --endpoint as serve prints it.");
        }
        return 0;
    }

    private String noTable() {
        return endpoint == null
                ? "There is no table " + table + " in " + region
                        + ": --table is the stack's name, such as labelmill-dev, and --region is where it was deployed."
                : "There is no table " + table + " at " + endpoint + ": give --table as serve prints it.";
    }

    private static String said(DynamoDbException refused) {
        String message = refused.awsErrorDetails() == null
                ? "status " + refused.statusCode()
                : refused.awsErrorDetails().errorMessage();
        return message.replaceAll("\\s+", " ").replaceAll("\\.$", "");
    }

    private static LocalDate day(String option, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException none) {
            throw Refusal.ofInput(option + " must be a day such as 2026-11-30, not " + text + ".");
        }
    }

    private DynamoDbClient client() {
        if (endpoint != null) {
            return AwsClients.dynamoDb(endpoint);
        }
        AwsCredentialsProvider credentials =
                DefaultCredentialsProvider.builder().build();
        requireFound(credentials);
        return DynamoDbClient.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** The SDK's own message names every place that it has looked in. */
    private static void requireFound(AwsCredentialsProvider credentials) {
        try {
            credentials.resolveCredentials();
        } catch (SdkClientException none) {
            throw Refusal.ofInput("No AWS credentials were found: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
                    + " AWS_SECRET_ACCESS_KEY, as for the AWS CLI.");
        }
    }

    private List<Statement.Line> lines(Table rows, Statement statement) {
        BatchStore batches = new BatchStore(rows);
        Iterator<Label> labels = new LabelStore(rows).ofVendor(vendor).iterator();
        if (!labels.hasNext()) {
            requireNamed(batches);
        }
        labels.forEachRemaining(
                label -> statement.add(label.batch(), label.purpose().name(), label.postings()));
        return statement.lines(batch -> batches.get(batch)
                .flatMap(known -> known.settings().vendor(vendor))
                .map(Vendor::price));
    }

    /** One that no batch names is a slip, and must not be told that it is owed nothing. */
    private void requireNamed(BatchStore batches) {
        SortedSet<String> named = batches.all()
                .flatMap(batch -> batch.settings().vendors().stream())
                .map(Vendor::name)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!named.contains(vendor)) {
            throw Refusal.ofInput("No batch in table " + table + " names a vendor " + vendor
                    + (named.isEmpty() ? "" : "; vendors are " + String.join(", ", named)) + ".");
        }
    }

    private static String csv(List<Statement.Line> lines) {
        StringBuilder csv = new StringBuilder(HEADER).append('\n');
        for (Statement.Line line : lines) {
            csv.append(String.join(
                            ",",
                            line.batch(),
                            line.purpose(),
                            line.kind(),
                            Long.toString(line.count()),
                            BigDecimal.valueOf(line.work().millis(), 3).toPlainString(),
                            Long.toString(line.work().gold()),
                            Long.toString(line.work().right()),
                            Dollars.of(line.work().nanos()).toPlainString()))
                    .append('\n');
        }
        return csv.toString();
    }

    private void write(String csv) {
        if (out == null) {
            spec.commandLine().getOut().print(csv);
            spec.commandLine().getOut().flush();
            return;
        }
        try {
            Files.writeString(out, csv);
        } catch (IOException e) {
            throw new UncheckedIOException(out + " cannot be written", e);
        }
    }
}
