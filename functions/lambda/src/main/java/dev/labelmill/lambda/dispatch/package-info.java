/**
 * Work out to vendors: claims tasks by priority and capacity and writes task files; takes back what
 * was never answered.
 */
package dev.labelmill.lambda.dispatch;
