package dev.labelmill.aws.stack;

import dev.labelmill.aws.stage.Door;
import dev.labelmill.aws.stage.Stage;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnRule;
import software.amazon.awscdk.CfnRuleAssertion;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigatewayv2.CfnApi;
import software.amazon.awscdk.services.apigatewayv2.CfnIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnRoute;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.cloudfront.CfnDistribution;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.wafv2.CfnWebACL;

/** An HTTP API with a rate, behind a distribution with a web ACL: WAF knows no HTTP APIs, but distributions. */
final class ApiDoor {

    /** AWS's own policy "CachingDisabled" (CloudFront developer guide, managed cache policies). */
    private static final String NO_CACHE = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
    /** AWS's own policy "AllViewerExceptHostHeader": signatures are in headers, the API knows its own host only. */
    private static final String ALL_HEADERS_BUT_HOST = "b689b0a8-53d0-40ab-baf2-38738e2966ac";

    private static final List<String> ALL_METHODS = List.of("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE");

    private final Stack stack;
    private final Stage stage;
    private final Door.HttpApi door;
    private final Encryption encryption;
    private final String url;

    ApiDoor(Stack stack, Stage stage, Door.HttpApi door, Target webhook, Encryption encryption) {
        this.stack = stack;
        this.stage = stage;
        this.door = door;
        this.encryption = encryption;
        CfnApi api = api(webhook);
        String acl = door.webAcl().orElseGet(() -> webAcl().getAttrArn());
        url = "https://" + distribution(api, acl).getAttrDomainName() + "/";
    }

    String url() {
        return url;
    }

    private CfnApi api(Target webhook) {
        CfnApi api = CfnApi.Builder.create(stack, "WebhookApi")
                .name(stage.named("webhook"))
                .description("Vendors' webhooks")
                .protocolType("HTTP")
                .build();
        CfnIntegration integration = CfnIntegration.Builder.create(stack, "WebhookIntegration")
                .apiId(api.getRef())
                .integrationType("AWS_PROXY")
                .integrationUri(webhook.arn())
                .payloadFormatVersion("2.0")
                .build();
        route(api, integration, "WebhookRoute", "POST /{path+}");
        route(api, integration, "TasksRoute", "GET /tasks/{vendor}");
        limited(api);
        CfnPermission.Builder.create(stack, "WebhookApiPermission")
                .action("lambda:InvokeFunction")
                .functionName(webhook.arn())
                .principal("apigateway.amazonaws.com")
                .sourceArn(Fn.sub(
                        "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/*",
                        Map.of("Api", api.getRef())))
                .build();
        return api;
    }

    private void route(CfnApi api, CfnIntegration integration, String id, String key) {
        CfnRoute route = CfnRoute.Builder.create(stack, id)
                .apiId(api.getRef())
                .routeKey(key)
                .authorizationType("NONE")
                .target("integrations/" + integration.getRef())
                .build();
        Nag.suppress(
                route,
                "AwsSolutions-APIG4",
                "Requests carry their vendor's signature over the raw body or query, which the function verifies and no"
                        + " authorizer sees.");
    }

    private void limited(CfnApi api) {
        CfnStage.Builder.create(stack, "WebhookStage")
                .apiId(api.getRef())
                .stageName("$default")
                .autoDeploy(true)
                .defaultRouteSettings(CfnStage.RouteSettingsProperty.builder()
                        .throttlingRateLimit(door.requestsPerSecond())
                        .throttlingBurstLimit(door.burst())
                        .build())
                .accessLogSettings(CfnStage.AccessLogSettingsProperty.builder()
                        .destinationArn(accessLog().getLogGroupArn())
                        .format("{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\","
                                + "\"path\":\"$context.path\",\"status\":\"$context.status\","
                                + "\"milliseconds\":\"$context.responseLatency\"}")
                        .build())
                .build();
    }

    private LogGroup accessLog() {
        LogGroup.Builder builder = LogGroup.Builder.create(stack, "WebhookAccessLog")
                .logGroupName("/aws/apigateway/" + stage.named("webhook"))
                .removalPolicy(Removal.of(stage));
        encryption.key().ifPresent(builder::encryptionKey);
        LogGroup log = builder.build();
        ((CfnLogGroup) log.getNode().getDefaultChild()).setRetentionInDays(stage.logDays());
        return log;
    }

    private CfnDistribution distribution(CfnApi api, String acl) {
        String origin = "webhook";
        CfnDistribution distribution = CfnDistribution.Builder.create(stack, "WebhookDistribution")
                .distributionConfig(CfnDistribution.DistributionConfigProperty.builder()
                        .comment("Labelmill " + stage.stage() + ": vendors' webhooks")
                        .enabled(true)
                        .httpVersion("http2and3")
                        .webAclId(acl)
                        .origins(List.of(CfnDistribution.OriginProperty.builder()
                                .id(origin)
                                .domainName(Fn.sub(
                                        "${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}",
                                        Map.of("Api", api.getRef())))
                                .customOriginConfig(CfnDistribution.CustomOriginConfigProperty.builder()
                                        .originProtocolPolicy("https-only")
                                        .originSslProtocols(List.of("TLSv1.2"))
                                        .build())
                                .build()))
                        .defaultCacheBehavior(CfnDistribution.DefaultCacheBehaviorProperty.builder()
                                .targetOriginId(origin)
                                .viewerProtocolPolicy("https-only")
                                .allowedMethods(ALL_METHODS)
                                .cachePolicyId(NO_CACHE)
                                .originRequestPolicyId(ALL_HEADERS_BUT_HOST)
                                .build())
                        .build())
                .build();
        Nag.suppress(distribution, "AwsSolutions-CFR1", "Vendors may work in any country.");
        Nag.suppress(
                distribution,
                "AwsSolutions-CFR3",
                "The API behind it logs every request; what the web ACL refused is in its metrics.");
        Nag.suppress(
                distribution,
                "AwsSolutions-CFR4",
                "It has CloudFront's own domain and certificate, whose policy cannot be chosen.");
        return distribution;
    }

    /**
     * Who is known to be bad, and who asks too often, is refused. Rules that look into bodies would take labels of texts
     * for attacks.
     */
    private CfnWebACL webAcl() {
        onlyInNorthVirginia();
        return CfnWebACL.Builder.create(stack, "WebhookAcl")
                .name(stage.named("webhook"))
                .scope("CLOUDFRONT")
                .defaultAction(CfnWebACL.DefaultActionProperty.builder()
                        .allow(CfnWebACL.AllowActionProperty.builder().build())
                        .build())
                .visibilityConfig(visible("webhook"))
                .rules(List.of(knownBad(), tooOften()))
                .build();
    }

    private CfnWebACL.RuleProperty knownBad() {
        return CfnWebACL.RuleProperty.builder()
                .name("known-bad-addresses")
                .priority(0)
                .overrideAction(CfnWebACL.OverrideActionProperty.builder()
                        .none(Map.of())
                        .build())
                .statement(CfnWebACL.StatementProperty.builder()
                        .managedRuleGroupStatement(CfnWebACL.ManagedRuleGroupStatementProperty.builder()
                                .vendorName("AWS")
                                .name("AWSManagedRulesAmazonIpReputationList")
                                .build())
                        .build())
                .visibilityConfig(visible("known-bad-addresses"))
                .build();
    }

    private CfnWebACL.RuleProperty tooOften() {
        return CfnWebACL.RuleProperty.builder()
                .name("requests-per-address")
                .priority(1)
                .action(CfnWebACL.RuleActionProperty.builder()
                        .block(CfnWebACL.BlockActionProperty.builder().build())
                        .build())
                .statement(CfnWebACL.StatementProperty.builder()
                        .rateBasedStatement(CfnWebACL.RateBasedStatementProperty.builder()
                                .aggregateKeyType("IP")
                                .limit(door.requestsPerAddress())
                                .build())
                        .build())
                .visibilityConfig(visible("requests-per-address"))
                .build();
    }

    private CfnWebACL.VisibilityConfigProperty visible(String rule) {
        return CfnWebACL.VisibilityConfigProperty.builder()
                .cloudWatchMetricsEnabled(true)
                .sampledRequestsEnabled(false)
                .metricName(stage.named(rule))
                .build();
    }

    private void onlyInNorthVirginia() {
        CfnRule.Builder.create(stack, "WebAclRegion")
                .assertions(List.of(CfnRuleAssertion.builder()
                        .assertValue(Fn.conditionEquals(stack.getRegion(), "us-east-1"))
                        .assertDescription(
                                "A web ACL for CloudFront can be made in us-east-1 only: deploy there, or name"
                                        + " one by webhook.webAcl in the stage file")
                        .build()))
                .build();
    }
}
