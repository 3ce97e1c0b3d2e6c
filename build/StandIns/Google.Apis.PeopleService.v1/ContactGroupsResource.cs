using Google.Apis.PeopleService.v1.Data;
using Google.Apis.Services;
using Google.Apis.Util;

#nullable disable annotations

namespace Google.Apis.PeopleService.v1;

public class ContactGroupsResource(IClientService service)
{
    public virtual CreateRequest Create(CreateContactGroupRequest body) => new(service, body);

    public virtual GetRequest Get(string resourceName) => new(service, resourceName);

    public virtual ListRequest List() => new(service);

    public virtual UpdateRequest Update(UpdateContactGroupRequest body, string resourceName) => new(service, body, resourceName);

    public class CreateRequest : PeopleServiceBaseServiceRequest<ContactGroup>
    {
        public CreateRequest(IClientService service, CreateContactGroupRequest body)
            : base(service)
        {
            Body = body;
            InitParameters();
        }

        public override string MethodName => "create";

        public override string HttpMethod => "POST";

        public override string RestPath => "v1/contactGroups";

        private CreateContactGroupRequest Body { get; set; }

        protected override object GetBody() => Body;
    }

    public class GetRequest : PeopleServiceBaseServiceRequest<ContactGroup>
    {
        public GetRequest(IClientService service, string resourceName)
            : base(service)
        {
            ResourceName = resourceName;
            InitParameters();
        }

        [RequestParameter("resourceName", RequestParameterType.Path)]
        public virtual string ResourceName { get; private set; }

        [RequestParameter("groupFields", RequestParameterType.Query)]
        public virtual object GroupFields { get; set; }

        [RequestParameter("maxMembers", RequestParameterType.Query)]
        public virtual int? MaxMembers { get; set; }

        public override string MethodName => "get";

        public override string HttpMethod => "GET";

        public override string RestPath => "v1/{+resourceName}";

        protected override void InitParameters()
        {
            base.InitParameters();
            AddPath("resourceName", "^contactGroups/[^/]+$");
            AddQuery("groupFields");
            AddQuery("maxMembers");
        }
    }

    public class UpdateRequest : PeopleServiceBaseServiceRequest<ContactGroup>
    {
        public UpdateRequest(IClientService service, UpdateContactGroupRequest body, string resourceName)
            : base(service)
        {
            ResourceName = resourceName;
            Body = body;
            InitParameters();
        }

        [RequestParameter("resourceName", RequestParameterType.Path)]
        public virtual string ResourceName { get; private set; }

        public override string MethodName => "update";

        public override string HttpMethod => "PUT";

        public override string RestPath => "v1/{+resourceName}";

        private UpdateContactGroupRequest Body { get; set; }

        protected override object GetBody() => Body;

        protected override void InitParameters()
        {
            base.InitParameters();
            AddPath("resourceName", "^contactGroups/[^/]+$");
        }
    }

    public class ListRequest : PeopleServiceBaseServiceRequest<ListContactGroupsResponse>
    {
        public ListRequest(IClientService service)
            : base(service) => InitParameters();

        [RequestParameter("groupFields", RequestParameterType.Query)]
        public virtual object GroupFields { get; set; }

        [RequestParameter("pageSize", RequestParameterType.Query)]
        public virtual int? PageSize { get; set; }

        [RequestParameter("pageToken", RequestParameterType.Query)]
        public virtual string PageToken { get; set; }

        public override string MethodName => "list";

        public override string HttpMethod => "GET";

        public override string RestPath => "v1/contactGroups";

        protected override void InitParameters()
        {
            base.InitParameters();
            AddQuery("groupFields");
            AddQuery("pageSize");
            AddQuery("pageToken");
        }
    }
}
