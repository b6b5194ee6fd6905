package dev.labelmill.aws;

/** A stage with every switch the other way than in the files: x86, snapshots, a vendor who fetches, secrets in parameters, hosted models, data that goes. */
final class OtherStage {

    private OtherStage() {}

    static String json() {
        return """
                {
                  "stage": "other",
                  "name": "labelmill-other",
                  "architecture": "x86-64",
                  "prices": "us-east-1-x86",
                  "code": { "native": "a/native-x86.zip", "jvm": "a/jvm.zip", "onnx": "a/onnx.zip" },
                  "customerKey": true,
                  "retainData": false,
                  "tracing": false,
                  "logDays": 1,
                  "workDays": 7,
                  "webhook": { "door": "function-url" },
                  "minutesBetween": { "advance": 2, "dispatch": 3, "publish": 5 },
                  "sourceBuckets": ["my-images"],
                  "vendors": [{ "name": "crowd", "principal": "arn:aws:iam::123456789012:role/reader" }],
                  "secrets": "parameters",
                  "batchMetrics": 5,
                  "models": {
                    "sagemaker": ["Sentiment"],
                    "bedrock": [
                      { "model": "amazon.nova-lite-v1:0" },
                      { "model": "us.amazon.nova-pro-v1:0", "regions": ["us-east-1", "us-west-2"] }
                    ],
                    "rekognition": true,
                    "concurrency": 6
                  },
                  "alarms": {
                    "runbook": "https://example.org/runbook",
                    "topic": "arn:aws:sns:us-east-1:123456789012:on-call"
                  },
                  "functions": {
                    "intake": { "memory": 512, "timeout": 60 },
                    "prelabel": { "memory": 2048, "timeout": 600, "concurrency": 4, "runtime": "snap-start-onnx" },
                    "dispatch": { "memory": 512, "timeout": 60 },
                    "webhook": { "memory": 512, "timeout": 20, "runtime": "snap-start" },
                    "collect": { "memory": 512, "timeout": 60 },
                    "score": { "memory": 512, "timeout": 60 },
                    "tally": { "memory": 512, "timeout": 60 },
                    "train": { "memory": 2048, "timeout": 60, "runtime": "snap-start-onnx" },
                    "advance": { "memory": 512, "timeout": 60, "runtime": "snap-start" },
                    "publish": { "memory": 512, "timeout": 60 },
                    "finish": { "memory": 512, "timeout": 60 },
                    "notify": { "memory": 512, "timeout": 60 },
                    "pretask": { "memory": 256, "timeout": 20 },
                    "consolidate": { "memory": 512, "timeout": 60 }
                  }
                }
                """;
    }
}
