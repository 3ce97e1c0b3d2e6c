#!/bin/sh
# Lets Event Grid tell the function app of new files. Run by azd after each deployment, since the key of the webhook exists only when the host has
# started with the code; running it again replaces the subscriptions by the same. Needs the Azure CLI, signed in.
set -eu

: "${AZURE_SUBSCRIPTION_ID:?is set by azd}"
: "${AZURE_RESOURCE_GROUP:?is set by azd provision}"
: "${AZURE_FUNCTION_APP_NAME:?is set by azd provision}"
: "${AZURE_BLOB_EVENTS_TOPIC_NAME:?is set by azd provision}"
: "${SERVICE_API_URL:?is set by azd provision}"
tries=${BLOB_EVENTS_TRIES:-30}
pause=${BLOB_EVENTS_PAUSE:-10}

# Git's shell on Windows would take the beginning of a subject for a path.
export MSYS_NO_PATHCONV=1

webhook_key() {
  az functionapp keys list --subscription "$AZURE_SUBSCRIPTION_ID" --resource-group "$AZURE_RESOURCE_GROUP" \
    --name "$AZURE_FUNCTION_APP_NAME" --query systemKeys.blobs_extension --output tsv
}

wait_for_key() {
  while [ "$tries" -gt 0 ]; do
    # The command also fails while the host starts; its own words are shown.
    key=$(webhook_key) || key=
    case $key in '' | None) ;; *) return 0 ;; esac
    tries=$((tries - 1))
    [ "$tries" -eq 0 ] || sleep "$pause"
  done
  echo "The function app has no key blobs_extension: is the code deployed, and does it start? Then run: azd hooks run postdeploy" >&2
  return 1
}

# subscribe CONTAINER FUNCTION. The slash after the container keeps out containers whose names only begin so.
subscribe() {
  az eventgrid system-topic event-subscription create --subscription "$AZURE_SUBSCRIPTION_ID" --resource-group "$AZURE_RESOURCE_GROUP" \
    --system-topic-name "$AZURE_BLOB_EVENTS_TOPIC_NAME" --name "$1" --endpoint-type webhook \
    --endpoint "$SERVICE_API_URL/runtime/webhooks/blobs?functionName=Host.Functions.$2&code=$key" \
    --included-event-types Microsoft.Storage.BlobCreated \
    --subject-begins-with "/blobServices/default/containers/$1/blobs/" --output none
  echo "Files in $1 start $2."
}

wait_for_key
subscribe imports RegisterDroppedFile
subscribe uploads RegisterUploadedFile
