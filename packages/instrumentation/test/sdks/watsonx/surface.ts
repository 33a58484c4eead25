// The methods of @ibm-cloud/watsonx-ai that are not traced, and why.

import { defineSurface } from '../surfaces.ts';
import { authenticator } from './authenticator.ts';

const of = (names: string): string[] => names.split(/\s+/).map((name) => `WatsonXAI.${name}`);

export const surface = defineSurface<typeof import('@ibm-cloud/watsonx-ai')>({
  adapter: 'watsonx',
  package: '@ibm-cloud/watsonx-ai',
  clients: (sdk) => ({
    WatsonXAI: new sdk.WatsonXAI({
      version: '2024-05-31',
      serviceUrl: 'http://127.0.0.1:1',
      authenticator,
      projectId: 'island',
    }),
  }),
  untraced: {
    'sends the requests of the others': of('createRequest createRequestAndDeserializeResponse'),
    'sends nothing': of(
      `resolveContextId getAuthenticator setServiceUrl setDefaultHeaders setEnableGzipCompression
      getHttpClient enableRetries disableRetries configureService readOptionsFromExternalConfig`,
    ),
    'runs no model': of('tokenizeText listFoundationModelSpecs listFoundationModelTasks'),
    'forecasts numbers, which the conventions have no operation for': of(
      'timeSeriesForecast deploymentsTimeSeriesForecast',
    ),
    'turns a file into text, whose seconds the service does not count': of('transcribeAudio'),
    'runs a tool without a model': of(
      'listUtilityAgentTools getUtilityAgentTool runUtilityAgentTool runUtilityAgentToolByName',
    ),
    'manages jobs, whose results are files': of(
      `createTextExtraction listTextExtractions getTextExtraction deleteTextExtraction
      createTextClassification listTextClassifications getTextClassification deleteTextClassification
      createDocumentExtraction listDocumentExtractions getDocumentExtraction
      cancelDocumentExtractions createSyntheticDataGeneration listSyntheticDataGenerations
      getSyntheticDataGeneration cancelSyntheticDataGeneration createTaxonomy listTaxonomies
      getTaxonomy deleteTaxonomy runCreateSchemaJob listCreateSchemaJobs getCreateSchemaJob
      deleteCreateSchemaJob runImproveSchemaJob listImproveSchemaJobs getImproveSchemaJob
      deleteImproveSchemaJob runMergeSchemaJob listMergeSchemaJobs getMergeSchemaJob
      deleteMergeSchemaJob runClusterSchemaJob listClusterSchemaJobs getClusterSchemaJob
      deleteClusterSchemaJob`,
    ),
    'trains models': of(
      `createTraining listTrainings getTraining deleteTraining createFineTuning listFineTunings
      getFineTuning deleteFineTuning`,
    ),
    'manages models, prompts and spaces': of(
      `createDeployment listDeployments getDeployment updateDeployment deleteDeployment
      createPrompt getPrompt listPrompts updatePrompt deletePrompt updatePromptLock getPromptLock
      getPromptInput createPromptChatItem createPromptSession getPromptSession updatePromptSession
      deletePromptSession createPromptSessionEntry listPromptSessionEntries
      createPromptSessionEntryChatItem updatePromptSessionLock getPromptSessionLock
      getPromptSessionEntry deletePromptSessionEntry createModel listModels getModel updateModel
      deleteModel createSpace getSpace deleteSpace updateSpace listSpaces`,
    ),
  },
});
