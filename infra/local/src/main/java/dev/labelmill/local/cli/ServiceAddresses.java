package dev.labelmill.local.cli;

import dev.labelmill.local.stack.LocalCloud;
import java.io.PrintWriter;

/** Where the emulated services of a cloud that is up are reached. */
final class ServiceAddresses {

    private ServiceAddresses() {}

    /** Prints them, a line each. */
    static void announce(LocalCloud cloud, PrintWriter out) {
        out.println("  S3       " + cloud.s3() + ", bucket " + cloud.bucket().name() + ", any credentials, path-style");
        out.println("  DynamoDB " + cloud.dynamoDb() + ", table " + cloud.tableName()
                + " (labelmill statement --endpoint ...)");
        out.println("  SQS      " + cloud.sqs());
    }
}
